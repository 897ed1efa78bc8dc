/** Dead letters over REST, in every service: what could not be taken in, why, and another try. */
@NullMarked
package io.aims.platform.deadletter;

import org.jspecify.annotations.NullMarked;
