/** Signals as incidents count them, which open incident takes which, and what an incident begins with. */
@NullMarked
package io.aims.incident.counting;

import org.jspecify.annotations.NullMarked;
