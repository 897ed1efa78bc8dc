/**
 * Post-market monitoring: what is asked of a system in operation and how often, and what was found (EU AI Act Art. 72,
 * A.6.2.6).
 */
@NullMarked
package io.aims.incident.monitoring;

import org.jspecify.annotations.NullMarked;
