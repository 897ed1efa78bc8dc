/** Deliveries of monitors: kept as they came, then turned into effects exactly once, in the background. */
@NullMarked
package io.aims.incident.delivery;

import org.jspecify.annotations.NullMarked;
