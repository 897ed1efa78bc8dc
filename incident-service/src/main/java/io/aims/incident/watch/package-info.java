/**
 * Each signal as it stands, whatever incident it belongs to: when it begins to count, when it only flickers, when people
 * don't want to hear of it (A.6.2.6, A.6.2.8).
 */
@NullMarked
package io.aims.incident.watch;

import org.jspecify.annotations.NullMarked;
