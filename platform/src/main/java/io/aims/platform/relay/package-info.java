/** Carries the outbox to Kafka: at least once, in order per aggregate, by one fenced holder. */
@NullMarked
package io.aims.platform.relay;

import org.jspecify.annotations.NullMarked;
