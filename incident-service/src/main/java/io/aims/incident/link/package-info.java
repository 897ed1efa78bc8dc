/** What an incident has to do with: risks, controls of Annex A, suppliers (clauses 6.1, 8.2, A.10). */
@NullMarked
package io.aims.incident.link;

import org.jspecify.annotations.NullMarked;
