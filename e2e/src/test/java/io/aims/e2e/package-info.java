/** Journeys through the gateway on the real stack: what users, senders and attackers see. */
@NullMarked
package io.aims.e2e;

import org.jspecify.annotations.NullMarked;
