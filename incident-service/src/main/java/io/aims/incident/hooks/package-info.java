/** The door for production monitors: who may send, what is taken, and a 2xx only for what is durable. */
@NullMarked
package io.aims.incident.hooks;

import org.jspecify.annotations.NullMarked;
