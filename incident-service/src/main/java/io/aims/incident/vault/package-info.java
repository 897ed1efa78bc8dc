/** Secrets of others that have to be used again: encrypted where they are kept, under keys that lie elsewhere. */
@NullMarked
package io.aims.incident.vault;

import org.jspecify.annotations.NullMarked;
