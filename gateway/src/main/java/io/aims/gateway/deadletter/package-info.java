/** The dead letters of all services in one list. */
@NullMarked
package io.aims.gateway.deadletter;

import org.jspecify.annotations.NullMarked;
