/** What becomes due without anybody asking: looked for in regular rounds, by any number of processes. */
@NullMarked
package io.aims.incident.rounds;

import org.jspecify.annotations.NullMarked;
