/** Rough figures of a running stack: how fast hooks are accepted, and how soon an incident is there. */
@NullMarked
package io.aims.local.bench;

import org.jspecify.annotations.NullMarked;
