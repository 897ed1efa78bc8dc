/** What an incident does to risks and to the statement of applicability, by versioned data. */
@NullMarked
package io.aims.risk.incident;

import org.jspecify.annotations.NullMarked;
