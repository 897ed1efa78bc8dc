package io.aims.faults.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.aims.platform.inbox.ReceivedEvent;

/**
 * Two owners, of which one acts upon the other's events, and a ledger over both, in a storm of faults and in the calm after
 * it. Everything that was committed has to arrive everywhere, once and in order.
 */
public final class Simulation {
  private static final Duration STORM = Duration.ofSeconds(25);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final int LOOKS = 24;
  private static final int CHANGES = 24;
  private static final List<UUID> TENANTS = List.of(new UUID(1, 1), new UUID(1, 2));
  private final World world;
  private final Broker broker;
  private final Service owner;
  private final Service follower;
  private final Service ledger;
  private final List<Invariants.Effect> effects = new ArrayList<>();
  private final List<Invariants.Entry> entries = new ArrayList<>();
  private final Map<UUID, Long> sizes = new HashMap<>();
  private final List<UUID> promised = new ArrayList<>();

  private Simulation(long seed) {
    this.world = new World(seed);
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

  private boolean quiet() {
    return owner.quiet() && follower.quiet() && ledger.quiet();
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
    while (world.stormy() && owner.events().log().size() < CHANGES) {
      Strand.current().pause(world.upTo(Duration.ofSeconds(1)));
      var tenant = TENANTS.get(world.pick(TENANTS.size()));
      var transaction = owner.database().begin();
      try {
        var id = owner.events().append(transaction, tenant, new UUID(tenant.getLeastSignificantBits(), world.pick(3)));
        transaction.commit();
        promised.add(id);
      } catch (Database.ConnectionLost e) {
        // The client is told that the outcome is unknown.
      } finally {
        transaction.rollback();
      }
    }
  }

  /** The effect of an event: a row of its own, and a change of something here. */
  private void follow(ReceivedEvent event, Database.Transaction transaction) {
    transaction.statement();
    follower.events().append(transaction, event.tenant(), new UUID(event.tenant().getLeastSignificantBits(), 100));
    var effect = new Invariants.Effect(event.id(), event.aggregateId(), event.aggregateVersion());
    transaction.write(() -> effects.add(effect));
  }

  /** The next place in the organisation's ledger. */
  private void sequence(ReceivedEvent event, Database.Transaction transaction) {
    transaction.lock("ledger of " + event.tenant());
    var index = sizes.getOrDefault(event.tenant(), 0L);
    transaction.statement();
    transaction.write(() -> {
      sizes.put(event.tenant(), index + 1);
      entries.add(new Invariants.Entry(event.tenant(), index, event.source(), event.id(), event.streamSeq()));
    });
  }
}
