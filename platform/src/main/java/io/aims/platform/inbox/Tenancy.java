package io.aims.platform.inbox;

import java.util.UUID;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** Opens a transaction of an organisation; what the protocol needs of the database besides {@link InboxRows}. */
@FunctionalInterface
interface Tenancy {
  /** Commits when {@code work} completes, rolls back when it fails. */
  <T> Uni<T> in(UUID tenant, Supplier<Uni<T>> work);
}
