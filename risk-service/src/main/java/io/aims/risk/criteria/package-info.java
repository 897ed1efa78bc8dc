/** Risk criteria of an organisation: scales, matrix, appetite and how long an acceptance lasts (clause 6.1.2). */
@NullMarked
package io.aims.risk.criteria;

import org.jspecify.annotations.NullMarked;
