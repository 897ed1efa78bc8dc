/** What a person copies into a sender so that it delivers here. */
@NullMarked
package io.aims.incident.setup;

import org.jspecify.annotations.NullMarked;
