/** Work that nobody asks for: every organisation that has something due gets its turn. */
@NullMarked
package io.aims.incident.turn;

import org.jspecify.annotations.NullMarked;
