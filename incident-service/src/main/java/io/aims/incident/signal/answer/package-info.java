/** What each sender is told, since senders retry differently. */
@NullMarked
package io.aims.incident.signal.answer;

import org.jspecify.annotations.NullMarked;
