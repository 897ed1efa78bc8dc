/** Evidence packs: part of the ledger, bound to a checkpoint, for someone who trusts nobody and has no access. */
@NullMarked
package io.aims.audit.evidence;

import org.jspecify.annotations.NullMarked;
