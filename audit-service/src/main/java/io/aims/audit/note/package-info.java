/** The ledger's checkpoints: what its signed notes say, as C2SP specifies it. */
@NullMarked
package io.aims.audit.note;

import org.jspecify.annotations.NullMarked;
