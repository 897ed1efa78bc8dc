/**
 * AI systems as the inventory tells of them: what a hook source can be bound to, and the names by which monitors call
 * it.
 */
@NullMarked
package io.aims.incident.system;

import org.jspecify.annotations.NullMarked;
