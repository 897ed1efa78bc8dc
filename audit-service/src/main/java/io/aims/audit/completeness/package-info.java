/** Whether the ledger holds all that the services have published: their streams, as they sign for them, against its entries. */
@NullMarked
package io.aims.audit.completeness;

import org.jspecify.annotations.NullMarked;
