/** What reviews of incidents propose for risks and controls, what people make of it (6.1.2, 6.1.3, 10.2). */
@NullMarked
package io.aims.risk.proposal;

import org.jspecify.annotations.NullMarked;
