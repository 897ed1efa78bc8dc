/** Corrective actions that reviews of incidents propose, each until a person accepts or declines it (clause 10.2). */
@NullMarked
package io.aims.audit.proposal;

import org.jspecify.annotations.NullMarked;
