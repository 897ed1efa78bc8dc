/** The way to the services: where they are, and what it means when they don't answer. */
@NullMarked
package io.aims.gateway.upstream;

import org.jspecify.annotations.NullMarked;
