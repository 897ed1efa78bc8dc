/** Read models are made anew from their owners' event logs while they serve. */
@NullMarked
package io.aims.platform.rebuild;

import org.jspecify.annotations.NullMarked;
