/** Hook sources: which monitor may report on which AI system, in which format, by which machine client (A.6.2.6). */
@NullMarked
package io.aims.incident.source;

import org.jspecify.annotations.NullMarked;
