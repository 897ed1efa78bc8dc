/** The event log: every change is one event, written once, canonically, in the transaction of the change. */
@NullMarked
package io.aims.platform.event;

import org.jspecify.annotations.NullMarked;
