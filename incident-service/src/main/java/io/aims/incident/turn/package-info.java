/** Organisations take turns, so that one's load or fault keeps no other one waiting. */
@NullMarked
package io.aims.incident.turn;

import org.jspecify.annotations.NullMarked;
