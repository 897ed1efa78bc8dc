package io.aims.incident.rounds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.aims.incident.delivery.MappingReplay;
import io.aims.incident.due.DueTable;
import io.aims.incident.due.DueWork;
import io.aims.incident.incident.Alarms;
import io.aims.incident.incident.Correlation;
import io.aims.incident.incident.Escalator;
import io.aims.incident.mapping.MappingReplays;
import io.aims.incident.turn.Lookout;
import io.aims.incident.turn.OrganisationTurns;
import io.aims.incident.turn.OwnContext;
import io.aims.incident.turn.Turns;
import io.aims.incident.unmapped.Arousal;
import io.aims.incident.unmapped.Unmapped;
import io.aims.incident.watch.Reconsiderations;
import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** Lets what is due have its effect, organisation by organisation, a few of them at once. */
@ApplicationScoped
class Rounds {
  private static final Logger LOG = Logger.getLogger(Rounds.class);
  private static final int ORGANISATIONS = 4;
  static final int ROWS = 20;
  /** Then the next sort has its turn, and all of them another one. */
  private static final int BATCHES = 25;
  private final OrganisationTurns organisations;
  /** In the order in which each organisation has its turn: what rules say first, then what becomes due by it. */
  private final List<DueWork> works;
  private final Turns<UUID> turns;
  private final Clock clock;

  Rounds(OrganisationTurns organisations, OwnContext context, Transactions transactions,
      Reconsiderations reconsiderations, Correlation correlation, Alarms alarms, Escalator escalator,
      Arousal arousal, Unmapped unmapped, MappingReplay replay, Clock clock, MeterRegistry metrics) {
    this.organisations = organisations;
    this.works = List.of(new DueWork(Reconsiderations.TABLE, reconsiderations::walk, transactions, metrics),
        new DueWork(MappingReplays.TABLE, replay::walk, transactions, metrics),
        new DueWork(new DueTable("watched_signal", "id", "due_at"), correlation::look, transactions, metrics),
        new DueWork(Alarms.TABLE, alarms::follow, transactions, metrics),
        new DueWork(new DueTable("escalation", "incident_id", "due_at"), escalator::escalate, transactions, metrics),
        new DueWork(Arousal.TABLE, arousal::walk, transactions, metrics),
        new DueWork(new DueTable("unmapped_signal", "id", "due_at"), unmapped::look, transactions, metrics));
    this.turns = new Turns<>(ORGANISATIONS, context, tenant -> round(tenant, clock.instant()));
    this.clock = clock;
  }

  void start(@Observes StartupEvent starting, Lookout lookout,
      @ConfigProperty(name = "aims.rounds.every", defaultValue = "5s") Duration every) {
    lookout.every(every, "rounds", this::look);
  }

  private void look() {
    var now = clock.instant();
    works.stream()
        .flatMap(work -> organisations.due(work.table(), now).stream())
        .flatMap(due -> due.tenants().stream())
        .distinct()
        .forEach(turns::call);
  }

  /**
   * What is due for one organisation at {@code now}, some at a time; a fault of one sort keeps no other waiting. Answers whether
   * there is more to do at once.
   */
  Uni<Boolean> round(UUID tenant, Instant now) {
    var more = Uni.createFrom().item(false);
    for (var work : works) {
      more = more.chain(before -> some(work, tenant, now, BATCHES)
          .onFailure()
          .invoke(fault -> LOG.warnf("What is due in %s waits for the next round: %s", work.table().name(),
              Faults.summary(fault)))
          .onFailure()
          .recoverWithItem(false)
          .map(left -> before || left));
    }
    return more;
  }

  private static Uni<Boolean> some(DueWork work, UUID tenant, Instant now, int batches) {
    return some(() -> work.batch(tenant, ROWS, now), batches);
  }

  /** At most so many batches, one after the other, as long as they are full; answers whether there may be more. */
  static Uni<Boolean> some(Supplier<Uni<Integer>> batch, int batches) {
    return batches == 0
        ? Uni.createFrom().item(true)
        : batch.get().chain(taken -> taken < ROWS ? Uni.createFrom().item(false) : some(batch, batches - 1));
  }
}
