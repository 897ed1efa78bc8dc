/** What reviews of incidents propose for risks and controls, and what people make of it (clauses 6.1.2, 6.1.3, 10.2). */
@NullMarked
package io.aims.risk.proposal;

import org.jspecify.annotations.NullMarked;
