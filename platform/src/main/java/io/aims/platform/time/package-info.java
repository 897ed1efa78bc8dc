/** Injected clock and time-ordered ids, so that everything with a deadline can be tested with a frozen clock. */
@NullMarked
package io.aims.platform.time;

import org.jspecify.annotations.NullMarked;
