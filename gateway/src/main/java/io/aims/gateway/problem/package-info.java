/** Errors of the gateway itself, in the words the services use. */
@NullMarked
package io.aims.gateway.problem;

import org.jspecify.annotations.NullMarked;
