/** Risks: scored, treated, accepted by their owner, flagged when an incident touches them (clauses 6.1.2, 6.1.3, 8.2, 8.3). */
@NullMarked
package io.aims.risk.risk;

import org.jspecify.annotations.NullMarked;
