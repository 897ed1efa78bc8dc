/** Level 5: bugs sown on purpose, each of which the programme has to find; one that passes a broken build is worthless. */
@NullMarked
package io.aims.faults.mutants;

import org.jspecify.annotations.NullMarked;
