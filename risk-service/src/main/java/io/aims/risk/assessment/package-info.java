/** Risk assessments: a registered system gets risks suggested by explainable rules, people decide each (clauses 6.1.2 and 8.2). */
@NullMarked
package io.aims.risk.assessment;

import org.jspecify.annotations.NullMarked;
