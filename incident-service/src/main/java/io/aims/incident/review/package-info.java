/**
 * What people learn from an incident: causes, what worked, lessons, and decisions that others carry out (clauses 10.1,
 * 10.2; A.6.2.6).
 */
@NullMarked
package io.aims.incident.review;

import org.jspecify.annotations.NullMarked;
