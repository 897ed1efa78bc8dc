/** The statement of applicability: every control decided with reasons, approved by someone else, and a status that lives (clause 6.1.3). */
@NullMarked
package io.aims.risk.soa;

import org.jspecify.annotations.NullMarked;
