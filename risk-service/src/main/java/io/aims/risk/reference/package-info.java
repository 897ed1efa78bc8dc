/** Versioned reference files on the class path: rules, mappings and catalogues are data with a version, never an {@code if}. */
@NullMarked
package io.aims.risk.reference;

import org.jspecify.annotations.NullMarked;
