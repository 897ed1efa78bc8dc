/**
 * What happened in an incident, when, and when it was written down: a timeline that only grows, and the times and
 * figures that follow from it (clause 9.1; A.6.2.6).
 */
@NullMarked
package io.aims.incident.timeline;

import org.jspecify.annotations.NullMarked;
