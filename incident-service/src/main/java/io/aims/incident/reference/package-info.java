/** Versioned tables that rules are read from: legal periods, authorities' calendars, forms of reports. */
@NullMarked
package io.aims.incident.reference;

import org.jspecify.annotations.NullMarked;
