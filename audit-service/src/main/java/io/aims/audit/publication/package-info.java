/** Integrates sequenced entries into each organisation's tree and publishes signed checkpoints, inside and outside of the database. */
@NullMarked
package io.aims.audit.publication;

import org.jspecify.annotations.NullMarked;
