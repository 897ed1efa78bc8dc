package io.aims.incident.hooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.delivery.DeliveryStore;
import io.aims.incident.delivery.DeliveryStore.Kept;
import io.aims.incident.delivery.DeliveryWorker;
import io.aims.incident.delivery.NewDelivery;
import io.aims.incident.turn.OwnContext;
import io.aims.incident.turn.Turns;
import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/**
 * Commits deliveries, many at once: while one commit of an organisation is on its way, the next deliveries gather.
 *
 * <p>So a single delivery waits for nobody, a thousand share a handful of commits, and no delivery waits longer than the
 * commit before its own. When there is no room left, or the database fails, senders are asked to come back: nobody is
 * told "accepted" before the commit. While the database does not answer at all, the room fills and nothing piles up
 * behind it.
 */
@ApplicationScoped
class Intake {
  private final DeliveryStore store;
  private final DeliveryWorker worker;
  private final HookConfig config;
  private final WaitingRoom<Sender> room;
  private final Turns<UUID> turns;

  Intake(DeliveryStore store, DeliveryWorker worker, HookConfig config, OwnContext context) {
    this.store = store;
    this.worker = worker;
    this.config = config;
    this.room = new WaitingRoom<>(config.waiting(), config.waitingBytes().asLongValue(), config.batch());
    this.turns = new Turns<>(config.parallel(), context, this::commit);
  }

  private record Sender(NewDelivery delivery, UniEmitter<? super UUID> answer, AtomicBoolean gone) {
    int size() {
      return delivery.body().length;
    }
  }

  /** Completes with the id of the kept delivery after its commit; who cancels before is not waited for any more. */
  Uni<UUID> accept(UUID tenant, NewDelivery delivery) {
    return Uni.createFrom().emitter(answer -> {
      var sender = new Sender(delivery, answer, new AtomicBoolean());
      answer.onTermination(() -> sender.gone().set(true));
      if (room.enter(tenant, sender, sender.size())) {
        turns.call(tenant);
      } else {
        answer.fail(new Refusal.NotReady("More deliveries wait than can be taken.", config.retryAfter()));
      }
    });
  }

  private Uni<Boolean> commit(UUID tenant) {
    var batch = present(room.next(tenant));
    if (batch.isEmpty()) {
      return Uni.createFrom().item(!room.empty(tenant));
    }
    return store.keep(tenant, batch.stream().map(Sender::delivery).toList())
        .invoke(kept -> answer(tenant, batch, kept))
        .onFailure()
        .invoke(fault -> {
          refuse(batch, fault);
          refuse(room.all(tenant), fault);
        })
        .map(kept -> !room.empty(tenant));
  }

  /** Those who have not given up meanwhile. */
  private List<Sender> present(List<Sender> called) {
    var present = new ArrayList<Sender>(called.size());
    for (var sender : called) {
      if (sender.gone().get()) {
        room.leave(sender.size());
      } else {
        present.add(sender);
      }
    }
    return present;
  }

  private void answer(UUID tenant, List<Sender> batch, Map<UUID, Kept> kept) {
    worker.wake(tenant, batch.stream().map(sender -> sender.delivery().sourceId()).toList());
    for (var sender : batch) {
      room.leave(sender.size());
      var outcome = kept.get(sender.delivery().id());
      if (outcome.sameContent()) {
        sender.answer().complete(outcome.id());
      } else {
        sender.answer().fail(new Refusal.KeyReused());
      }
    }
  }

  /** Who waits behind a commit that failed would only wait for the next failure. */
  private void refuse(List<Sender> batch, Throwable fault) {
    for (var sender : batch) {
      room.leave(sender.size());
      sender.answer().fail(fault);
    }
  }
}
