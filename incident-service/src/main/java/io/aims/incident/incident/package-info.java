/**
 * Incidents: opened by signals or by what people are told, one per system and kind; triaged, contained, resolved, reviewed
 * and closed by people (clause 9.1; A.6.2.6, A.6.2.8, A.8.3, A.8.4).
 */
@NullMarked
package io.aims.incident.incident;

import org.jspecify.annotations.NullMarked;
