/** By which names the signals of one source for many systems find theirs. */
@NullMarked
package io.aims.incident.mapping;

import org.jspecify.annotations.NullMarked;
