/** Signals as incidents count them, and which open incident takes which. */
@NullMarked
package io.aims.incident.counting;

import org.jspecify.annotations.NullMarked;
