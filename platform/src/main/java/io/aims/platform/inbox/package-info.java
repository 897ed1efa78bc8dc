/** Takes events in: each aggregate version has its effect exactly once, gaps wait, poison is set aside with its cause. */
@NullMarked
package io.aims.platform.inbox;

import org.jspecify.annotations.NullMarked;
