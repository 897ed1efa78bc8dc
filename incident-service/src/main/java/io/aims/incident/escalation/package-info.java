/**
 * Who is told, and when, of an incident that nobody acknowledges: a policy of the organisation, as data (clause 9.1;
 * A.3.2, A.8.4).
 */
@NullMarked
package io.aims.incident.escalation;

import org.jspecify.annotations.NullMarked;
