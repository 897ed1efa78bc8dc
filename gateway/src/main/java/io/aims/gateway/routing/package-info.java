/** Which service owns which resource. */
@NullMarked
package io.aims.gateway.routing;

import org.jspecify.annotations.NullMarked;
