/** Signed notes and checkpoints as the C2SP specifications define them, and the ledger's key on disk. */
@NullMarked
package io.aims.audit.note;

import org.jspecify.annotations.NullMarked;
