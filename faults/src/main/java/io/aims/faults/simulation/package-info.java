/** Level 1: the protocols of the backbone, the very classes that ship, in one process under virtual time and seeded faults. */
@NullMarked
package io.aims.faults.simulation;

import org.jspecify.annotations.NullMarked;
