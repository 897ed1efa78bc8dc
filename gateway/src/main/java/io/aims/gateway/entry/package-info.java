/** The threshold: what is turned away unseen, and what every answer carries. */
@NullMarked
package io.aims.gateway.entry;

import org.jspecify.annotations.NullMarked;
