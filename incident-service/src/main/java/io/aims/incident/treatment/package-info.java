/** What became of the risks and controls that reviews propose, as the risk service tells of it (clauses 6.1.3, 10.2). */
@NullMarked
package io.aims.incident.treatment;

import org.jspecify.annotations.NullMarked;
