/** Evidence packs: part of a ledger in one zip file that a stranger checks offline, with keys from elsewhere. */
@NullMarked
package io.aims.audit.pack;

import org.jspecify.annotations.NullMarked;
