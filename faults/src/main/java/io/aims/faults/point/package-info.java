/** Named moments in the life of a change, and what can happen to a service just then. */
@NullMarked
package io.aims.faults.point;

import org.jspecify.annotations.NullMarked;
