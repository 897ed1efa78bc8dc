/** What this service knows of the AI systems, as their inventory tells it. */
@NullMarked
package io.aims.risk.system;

import org.jspecify.annotations.NullMarked;
