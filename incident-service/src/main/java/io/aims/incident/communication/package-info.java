/** Who is told of an incident: planned, done, corrected, and whom there is still to tell (A.8.3, A.8.4). */
@NullMarked
package io.aims.incident.communication;

import org.jspecify.annotations.NullMarked;
