/** Streams requests to the owners of their resources, and answers back. */
@NullMarked
package io.aims.gateway.proxy;

import org.jspecify.annotations.NullMarked;
