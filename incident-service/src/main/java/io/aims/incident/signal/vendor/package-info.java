/** One small adapter for each vendor's format, behind the one door {@code Readers}. */
@NullMarked
package io.aims.incident.signal.vendor;

import org.jspecify.annotations.NullMarked;
