/** What incidents have to do with each other, without being one. */
@NullMarked
package io.aims.incident.relation;

import org.jspecify.annotations.NullMarked;
