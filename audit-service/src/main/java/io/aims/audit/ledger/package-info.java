/** The ledger of an organisation: every event of every context has its place in it, can be found, and can be proven to be in it. */
@NullMarked
package io.aims.audit.ledger;

import org.jspecify.annotations.NullMarked;
