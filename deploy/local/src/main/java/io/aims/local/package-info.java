/** The commands of the launcher: starts, shows and stops the whole stack on one machine without containers. */
@NullMarked
package io.aims.local;

import org.jspecify.annotations.NullMarked;
