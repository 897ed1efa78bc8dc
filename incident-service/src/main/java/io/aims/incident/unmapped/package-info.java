/** Signals of shared sources: where they belong, and those of which nobody knows it yet. */
@NullMarked
package io.aims.incident.unmapped;

import org.jspecify.annotations.NullMarked;
