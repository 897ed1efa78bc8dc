/** What people write into the timeline of an incident, beside its own steps. */
@NullMarked
package io.aims.incident.notes;

import org.jspecify.annotations.NullMarked;
