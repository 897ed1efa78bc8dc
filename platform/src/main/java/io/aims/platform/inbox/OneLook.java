package io.aims.platform.inbox;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;

/**
 * No retries of what may pass: for whoever comes back to the event anyway, and must not have many attempts under way. Only
 * a strange fault is tried a few times at once, since the event would be set aside for it.
 */
final class OneLook implements Retries {
  private static final int RETRIES = 2;
  private final BooleanSupplier stopping;

  /**
   * Retries nothing that passes.
   *
   * @param stopping whether the process ends: what fails then fails because of that, and is left to the next one
   */
  OneLook(BooleanSupplier stopping) {
    this.stopping = stopping;
  }

  @Override
  public <T> Uni<T> sensibly(Supplier<Uni<T>> attempt) {
    return always(attempt)
        .onFailure(OneLook::strange)
        .retry()
        .atMost(RETRIES)
        .onFailure(fault -> strange(fault) && stopping.getAsBoolean())
        .transform(fault -> new Refusal.NotReady("The service stops.", Duration.ofSeconds(1)));
  }

  @Override
  public <T> Uni<T> always(Supplier<Uni<T>> attempt) {
    return Uni.createFrom().deferred(attempt::get);
  }

  private static boolean strange(Throwable fault) {
    return !Causes.passes(fault) && !Causes.isAnswer(fault);
  }
}
