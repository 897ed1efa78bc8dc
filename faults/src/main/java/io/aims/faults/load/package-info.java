/** What clients do during a run, and their own record of it, which is all that a client can know. */
@NullMarked
package io.aims.faults.load;

import org.jspecify.annotations.NullMarked;
