/** One run: a load, a fault in the middle of it, the wait for recovery, and the verdict. */
@NullMarked
package io.aims.faults.run;

import org.jspecify.annotations.NullMarked;
