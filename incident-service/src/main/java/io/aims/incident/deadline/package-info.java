/**
 * When a period of a law, a code or a contract ends: arithmetic over versioned rules and authorities' calendars, without
 * any clock of its own (Regulation (EEC, Euratom) 1182/71).
 */
@NullMarked
package io.aims.incident.deadline;

import org.jspecify.annotations.NullMarked;
