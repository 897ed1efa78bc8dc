/** The append-only Merkle tree of RFC 6962: hashes, growth, and proofs that a stranger can check. */
@NullMarked
package io.aims.audit.merkle;

import org.jspecify.annotations.NullMarked;
