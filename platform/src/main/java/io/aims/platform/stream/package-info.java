/** The streams: a service's events of one organisation as a numbered list that can be compared with what others hold. */
@NullMarked
package io.aims.platform.stream;

import org.jspecify.annotations.NullMarked;
