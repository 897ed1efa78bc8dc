/** How rows that are due have their effect by themselves: in batches, and one by one when one of them is at fault. */
@NullMarked
package io.aims.incident.due;

import org.jspecify.annotations.NullMarked;
