/** How the signals of a source find their systems: by names, or by what it is bound to. */
@NullMarked
package io.aims.incident.mapping;

import org.jspecify.annotations.NullMarked;
