/** Starting, watching and stopping processes that outlive the launcher; knows nothing of what they are. */
@NullMarked
package io.aims.local.stack;

import org.jspecify.annotations.NullMarked;
