/** Duties that an organisation has beside the published ones: national law, contracts, its own targets. */
@NullMarked
package io.aims.incident.ownrule;

import org.jspecify.annotations.NullMarked;
