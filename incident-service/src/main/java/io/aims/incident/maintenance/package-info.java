/** Announced work on AI systems: what their monitors say meanwhile is counted and opens nothing (A.6.2.6). */
@NullMarked
package io.aims.incident.maintenance;

import org.jspecify.annotations.NullMarked;
