/** Takes events in: each aggregate version has its effect exactly once, gaps wait and are asked for, poison is set aside with its cause. */
@NullMarked
package io.aims.platform.inbox;

import org.jspecify.annotations.NullMarked;
