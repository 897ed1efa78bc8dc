package io.aims.platform.inbox;

import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** When and how often a failed attempt is made again; apart from the protocol, which therefore has no clock. */
interface Retries {
  /** Again while the fault is one that passes, unless the caller comes back by itself; a few times for others, never for what is an answer. */
  <T> Uni<T> sensibly(Supplier<Uni<T>> attempt);

  /** Again until it succeeds, unless the caller comes back by itself. */
  <T> Uni<T> always(Supplier<Uni<T>> attempt);
}
