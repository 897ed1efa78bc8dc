package io.aims.faults.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.aims.platform.inbox.Postponed;
import io.aims.platform.inbox.ReceivedEvent;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.relay.SimulatedRelay;

/**
 * Two owners, of which one acts upon the other's events, and a ledger over both, in a storm of faults and in the calm after
 * it. Everything that was committed has to arrive everywhere, once and in order.
 */
public final class Simulation {
  private static final Duration STORM = Duration.ofSeconds(25);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final int LOOKS = 24;
  private static final int CHANGES = 24;
  private static final int AGGREGATES = 3;
  private static final Duration RESTORING = Duration.ofSeconds(6);
  private static final Duration DECIDING = Duration.ofSeconds(8);
  private static final Duration NEWS = Duration.ofSeconds(12);
  private static final List<UUID> TENANTS = List.of(new UUID(1, 1), new UUID(1, 2));
  /** What a seed tells of besides the faults of every story. */
  private enum Story {
    /** Nobody looks for what is missing, so that nothing must get lost. */
    PLAIN,
    /** The owner's database is put back to an earlier point and the loss accepted; a new epoch takes its place. */
    RESTORE,
    /** Events wait for news, and are passed over by consumers, who ask for them again. */
    GAPS
  }

  private final Story story;
  private final World world;
  private final Broker broker;
  private final Service owner;
  private final Service follower;
  private final Service ledger;
  private final List<Invariants.Effect> effects = new ArrayList<>();
  private final List<Invariants.Entry> entries = new ArrayList<>();
  private final Map<UUID, Long> sizes = new HashMap<>();
  private final List<UUID> promised = new ArrayList<>();
  private final Set<UUID> news = new HashSet<>();
  private final Set<UUID> closed = new HashSet<>();
  private boolean restoring;

  private Simulation(long seed) {
    this.world = new World(seed);
    this.story = Story.values()[world.pick(Story.values().length)];
    this.broker = new Broker(world);
    this.owner = new Service(world, broker, "owner");
    this.follower = new Service(world, broker, "follower");
    this.ledger = new Service(world, broker, "ledger");
  }

  /** What a seed came to; no violation is as it should be. */
  public record Outcome(long seed, List<String> violations, int events, int records, Duration recovery) {}

  /** Runs the story of {@code seed}. */
  public static Outcome of(long seed) {
    return new Simulation(seed).run(seed);
  }

  private Outcome run(long seed) {
    owner.does(this::change);
    follower.listens("owner", this::follow);
    ledger.listens("owner", this::sequence);
    ledger.listens("follower", this::sequence);
    switch (story) {
      case PLAIN -> {
        // what gets lost stays lost
      }
      case RESTORE -> {
        watch();
        planRestore();
      }
      case GAPS -> {
        watch();
        List.of(follower, ledger).forEach(Service::passesOver);
      }
    }
    for (var service : List.of(owner, follower, ledger)) {
      service.start();
      planOutages(service);
    }
    world.run(STORM);
    world.calm();
    var looks = 0;
    while (looks < LOOKS && !quiet()) {
      world.run(LOOK);
      looks++;
    }
    var violations = new ArrayList<>(world.troubles());
    if (quiet()) {
      violations.addAll(new Invariants(broker, owner, follower, ledger, effects, entries, promised).violations());
    } else {
      violations.add("not everything has arrived " + LOOK.multipliedBy(LOOKS) + " after the last fault");
    }
    world.end();
    return new Outcome(seed, violations, owner.events().log().size() + follower.events().log().size(),
        broker.all("owner").size() + broker.all("follower").size(), LOOK.multipliedBy(looks));
  }

  private void watch() {
    follower.watches(Map.of("owner", owner));
    ledger.watches(Map.of("owner", owner, "follower", follower));
  }

  private boolean quiet() {
    return !restoring && closed.size() == TENANTS.size() * AGGREGATES && owner.quiet() && follower.quiet()
        && ledger.quiet();
  }

  private void planOutages(Service service) {
    for (var node : service.nodes()) {
      if (world.misfortune(60)) {
        world.after(world.upTo(STORM), node::kill);
      }
      if (world.misfortune(40)) {
        world.after(world.upTo(STORM), () -> node.freeze(world.upTo(STORM)));
      }
    }
    if (world.misfortune(30)) {
      world.after(world.upTo(STORM), () -> service.database().outage(world.upTo(Duration.ofSeconds(8))));
    }
    if (world.misfortune(15)) {
      world.after(world.upTo(STORM), () -> broker.outage(world.upTo(STORM)));
    }
  }

  /** Requests: each changes one of a few aggregates; a 2xx is a promise. */
  private void change() {
    while (world.stormy()) {
      Strand.current().pause(world.upTo(Duration.ofSeconds(1)));
      if (owner.events().log().size() < CHANGES) {
        var tenant = TENANTS.get(world.pick(TENANTS.size()));
        changed(tenant, aggregate(tenant, world.pick(AGGREGATES)));
      }
    }
    close();
  }

  /** A last change of everything: what has got lost on the way to somebody is missed there. */
  private void close() {
    for (var tenant : TENANTS) {
      for (var i = 0; i < AGGREGATES; i++) {
        var aggregate = aggregate(tenant, i);
        while (!closed.contains(aggregate)) {
          Strand.current().pause(Duration.ofMillis(100));
          if (!restoring && changed(tenant, aggregate)) {
            closed.add(aggregate);
          }
        }
      }
    }
  }

  private static UUID aggregate(UUID tenant, int number) {
    return new UUID(tenant.getLeastSignificantBits(), number);
  }

  /** One request; true when it was answered with 2xx. */
  private boolean changed(UUID tenant, UUID aggregate) {
    var transaction = owner.database().begin();
    try {
      if (!owner.tables().compared(Strand.current().node())) {
        return false;
      }
      owner.continuity().require();
      var id = owner.events().append(transaction, tenant, aggregate);
      transaction.commit();
      promised.add(id);
      return true;
    } catch (Database.ConnectionLost | Refusal e) {
      // The client is told that the outcome is unknown, or that nothing has happened.
      return false;
    } finally {
      transaction.rollback();
    }
  }

  /**
   * A backup at one moment, and at a later one the database as it was then; the service finds out and somebody decides. The
   * first event of an epoch tells consumers that what they have of before is void, so it has to come first: senders keep
   * order, and nothing is passed over.
   */
  private void planRestore() {
    restoring = true;
    broker.keepOrder();
    var backedUp = world.upTo(STORM.dividedBy(2));
    var restored = backedUp.plus(Duration.ofSeconds(1)).plus(world.upTo(STORM.dividedBy(3)));
    world.after(backedUp, () -> {
      var backup = owner.tables().backup();
      world.after(restored.minus(backedUp), () -> {
        owner.database().outage(RESTORING);
        world.after(RESTORING.minusMillis(1), () -> {
          broker.lose(owner.nodes());
          backup.run();
          world.after(Duration.ofSeconds(1).plus(world.upTo(DECIDING)), this::decide);
        });
      });
    });
  }

  /** An operator accepts the loss as soon as the service says that there is one. */
  private void decide() {
    if (!owner.database().reachable() || !broker.reachable()) {
      world.after(Duration.ofSeconds(1), this::decide);
      return;
    }
    var published = broker.all(owner.name());
    if (published.stream().anyMatch(message -> !owner.tables().knows(message))) {
      owner.tables().acceptRestore(published.stream().mapToInt(SimulatedRelay::epoch).max().orElse(1));
    }
    restoring = false;
  }

  /** The effect of an event: a row of its own, and a change of something here. */
  private void follow(ReceivedEvent event, Database.Transaction transaction) {
    if (story != Story.PLAIN && event.aggregateId().getLeastSignificantBits() == 2 && !news.contains(event.id())) {
      world.after(world.upTo(NEWS), () -> news.add(event.id()));
      throw new Postponed("news of somebody else");
    }
    transaction.statement();
    follower.events().append(transaction, event.tenant(), new UUID(event.tenant().getLeastSignificantBits(), 100));
    var effect = new Invariants.Effect(event.id(), event.aggregateId(), event.epoch(),
        event.aggregateVersion());
    transaction.write(() -> effects.add(effect));
  }

  /** The next place in the organisation's ledger. */
  private void sequence(ReceivedEvent event, Database.Transaction transaction) {
    transaction.lock("ledger of " + event.tenant());
    var index = sizes.getOrDefault(event.tenant(), 0L);
    transaction.statement();
    transaction.write(() -> {
      sizes.put(event.tenant(), index + 1);
      entries.add(
          new Invariants.Entry(event.tenant(), index, event.source(), event.id(), event.streamSeq(), event.epoch()));
    });
  }
}
