package io.aims.faults.mutants;

import java.util.List;

/** Bugs in the protocols of relay and inbox, which the simulation has to find. */
final class ProtocolMutants {
  private static final String RELAY = "platform/src/main/java/io/aims/platform/relay/RelayProtocol.java";
  private static final String HEAD = "platform/src/main/java/io/aims/platform/stream/StreamHead.java";
  private static final String DECISION = "platform/src/main/java/io/aims/platform/inbox/Decision.java";
  private static final String SETTLING = "platform/src/main/java/io/aims/platform/inbox/Settling.java";

  static final List<Mutant> ALL = List.of(
      new Mutant("forgets an event that the broker does not have", RELAY, "        flights.get(i).get();", """
          try {
            flights.get(i).get();
          } catch (ExecutionException lost) {
            if (batch.isEmpty()) {
              throw lost;
            }
          }"""),
      new Mutant("goes on after the lease is lost", RELAY, "standby = !lease.confirm(transaction);",
          "standby = false;"),
      new Mutant("sends what is not on disk", RELAY, "transaction.commit(!numbered.isEmpty());",
          "transaction.commit(false);"),
      new Mutant("sends before the commit", RELAY, "transaction.commit(!numbered.isEmpty());", ""),
      new Mutant("sends under the wrong key", RELAY, "event.tenant(), event.aggregateId(), event.body()",
          "event.tenant(), event.eventId(), event.body()"),
      new Mutant("numbers an event anew each time", RELAY,
          "waiting.stream().filter(event -> event.place() == null).toList();", "waiting;"),
      new Mutant("chains nothing", HEAD, "sha256.update(digest);", ""),
      new Mutant("applies what it has applied", DECISION, "last.eventId() != null ? FORK : DROP;",
          "last.eventId() != null ? FORK : APPLY;"),
      new Mutant("applies across a gap", DECISION, "      return PARK;", "      return APPLY;"),
      new Mutant("drops what comes too early", DECISION, "      return PARK;", "      return DROP;"),
      new Mutant("leaves the parked behind", SETTLING, ".whilst(Optional::isPresent)", ".whilst(behind -> false)"),
      new Mutant("does not take over a later epoch", DECISION,
          "event.epoch() > last.epoch() || event.aggregateVersion() == last.version() + 1",
          "event.aggregateVersion() == last.version() + 1"),
      new Mutant("holds no place for the first of an epoch", SETTLING, "? rows.rewind(feed.name(), event)",
          "? Uni.createFrom().<Void>nullItem()"),
      new Mutant("gives the new epoch to what was recorded before it", RELAY,
          "Objects.requireNonNullElse(event.epoch(), present)", "present"),
      new Mutant("forgets in a restored database what was acknowledged before", RELAY,
          "void beginAnew() {\n    acknowledged = List.of();", "void beginAnew() {"),
      new Mutant("keeps what is void", SETTLING, "rows.tidied(feed.name(), event, last)",
          "Uni.createFrom().<ReceivedEvent>nullItem()"),
      new Mutant("notes an effect apart from it", SETTLING,
          "return feed.apply(event).chain(() -> rows.applied(feed.name(), event));",
          "return transactions.in(event.tenant(), () -> feed.apply(event))"
              + ".chain(() -> rows.applied(feed.name(), event));"));

  private ProtocolMutants() {}
}
