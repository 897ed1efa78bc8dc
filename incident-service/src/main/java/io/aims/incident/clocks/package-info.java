/**
 * Whether an incident is serious, as a person decides, and the clocks that run from there until the authorities have
 * been told (EU AI Act Art. 73, GDPR Art. 33, NIS2 Art. 23; A.8.3, A.8.4).
 */
@NullMarked
package io.aims.incident.clocks;

import org.jspecify.annotations.NullMarked;
