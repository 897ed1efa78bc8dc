/** The system overview: one AI system as all services see it. */
@NullMarked
package io.aims.gateway.overview;

import org.jspecify.annotations.NullMarked;
