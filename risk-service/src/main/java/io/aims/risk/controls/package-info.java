/** The catalogue of reference controls that a statement of applicability decides upon (Annex A). */
@NullMarked
package io.aims.risk.controls;

import org.jspecify.annotations.NullMarked;
