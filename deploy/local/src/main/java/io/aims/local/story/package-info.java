/** The story of a fairness alert, from the hook to a verified evidence pack, told through the gateway as users live it. */
@NullMarked
package io.aims.local.story;

import org.jspecify.annotations.NullMarked;
