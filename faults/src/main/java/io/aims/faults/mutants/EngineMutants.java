package io.aims.faults.mutants;

import static io.aims.faults.mutants.EngineMutant.afterCommitOf;
import static io.aims.faults.mutants.EngineMutant.at;

import java.util.List;

import io.aims.faults.point.Strike;
import io.aims.faults.run.FairWeather;
import io.aims.faults.run.Storm;
import io.aims.local.engine.ServiceCatalogue;

/** Bugs that only real engines show, or only a whole service has. */
final class EngineMutants {
  private static final String PLATFORM = "platform/src/main/java/io/aims/platform/";
  private static final String INCIDENT = "incident-service/src/main/java/io/aims/incident/";
  private static final String AUDIT = "audit-service/src/main/java/io/aims/audit/";
  /** A transaction beside the one that is under way. */
  private static final String APART = """
      %s.getFactory().openSession().chain(own -> own.withTransaction(apart ->
          own.createNativeQuery("select set_config('app.tenant', ?1, true)", String.class)
              .setParameter(1, %s.toString()).getSingleResult().chain(() -> %s)).eventually(own::close))""";

  static final List<EngineMutant> ALL = List.of(
      new EngineMutant(new Mutant("leaves a pooled connection to the organisation that used it first", PLATFORM
          + "tenancy/Transactions.java", "\"select set_config('app.tenant', ?1, true)\"",
          """
              "select case when nullif(current_setting('app.tenant', true), '') is null"
                  + " then set_config('app.tenant', cast(?1 as text), false) else current_setting('app.tenant') end\""""),
          ServiceCatalogue.INVENTORY, "no foreign row", seed -> new FairWeather(), 1, 2),
      new EngineMutant(new Mutant("acknowledges an event before its effect is committed", PLATFORM
          + "inbox/Inbox.java", "  public Uni<Void> receive(Feed feed, ConsumerRecord<String, byte[]> message) {", """
              public Uni<Void> receive(Feed feed, ConsumerRecord<String, byte[]> message) {
                received(feed, message).subscribe().with(done -> {}, lost -> {});
                return Uni.createFrom().voidItem();
              }

              private Uni<Void> received(Feed feed, ConsumerRecord<String, byte[]> message) {"""),
          ServiceCatalogue.RISK, "published = processed + dead letters",
          seed -> Storm.of("SILENT_DEATH", "risk-service", seed), 1, 2, 3, 4, 5, 6),
      new EngineMutant(new Mutant("enters an event into the ledger apart from the note that it was received", AUDIT
          + "ledger/LedgerEntries.java", """
                      .chain(session -> enter(session, APPEND, event)
                          .setParameter(17, standing.covered(event.tenant()))
                          .getResultList())
              """,
          """
                      .invoke(session -> %s.subscribe().with(entered -> {}, lost -> {}))
                      .map(session -> List.of(0L))
              """.formatted(APART.formatted("session", "event.tenant()", """
              own.createNativeQuery("select cast(1 as int) from pg_sleep(0.3)", Integer.class).getSingleResult()
                  .chain(() -> enter(own, APPEND, event).setParameter(17, 0L).getResultList())"""))),
          ServiceCatalogue.AUDIT, "event log = topic = ledger",
          at("audit/before-commit-of-ledger-entry", Strike.KILL), 1, 2, 3, 4, 5),
      new EngineMutant(new Mutant("answers a hook before the commit", INCIDENT + "hooks/Intake.java",
          "    return store.keep(tenant,", """
              batch.forEach(sender -> sender.answer().complete(sender.delivery().id()));
              return store.keep(tenant,"""), ServiceCatalogue.INCIDENT, "accepted hooks are kept once",
          at("incident/before-commit-of-delivery", Strike.KILL), 1, 2, 3, 4, 5),
      new EngineMutant(new Mutant("notes an Idempotency-Key apart from its effect", PLATFORM
          + "web/IdempotencyInterceptor.java", """
                    return transactions.in(caller.tenant(), () -> keys.claim(caller.tenant(), use).chain(earlier -> {
                      if (earlier != null) {
                        return Uni.createFrom().item(earlier.replay(use));
                      }
                      return proceed(call).chain(answer -> keys.keep(caller.tenant(), use, answer));
                    }));
              """,
          """
              var fresh = new java.util.concurrent.CancellationException();
              return transactions.in(caller.tenant(), () -> keys.claim(caller.tenant(), use)
                  .chain(earlier -> earlier != null ? Uni.createFrom().item(earlier.replay(use))
                      : Uni.createFrom().<Response>failure(fresh)))
                  .onFailure(fault -> fault == fresh)
                  .recoverWithUni(() -> proceed(call).chain(answer -> transactions.in(caller.tenant(),
                      () -> keys.claim(caller.tenant(), use).chain(earlier -> keys.keep(caller.tenant(), use, answer)))));
              """),
          ServiceCatalogue.RISK, "changes happen once",
          // nothing but the key keeps a new risk from being recorded twice
          afterCommitOf(ServiceCatalogue.RISK, "insert into risk", Strike.KILL), 1, 2, 3),
      new EngineMutant(new Mutant("records an event apart from its state", PLATFORM + "event/EventLog.java",
          ".chain(() -> append(session, envelopes.seal(aggregate, event, cause, clock.instant()))))", """
              .chain(() -> {
                var sealed = envelopes.seal(aggregate, event, cause, clock.instant());
                return %s;
              }))""".formatted(APART.formatted("session", "sealed.tenant()", "append(own, sealed)"))),
          ServiceCatalogue.INVENTORY, "state and events agree", at("inventory/after-commit-of-event", Strike.KILL), 1,
          2, 3, 4),
      new EngineMutant(new Mutant("takes a hook for a repetition only within a second", INCIDENT
          + "hooks/Door.java", "        letter.senderKey(source.profile(), sender.replay()), clock.instant(),", """
              java.util.Optional.ofNullable(letter.senderKey(source.profile(), sender.replay()))
                  .map(id -> id + "@" + clock.instant().getEpochSecond()).orElse(null), clock.instant(),"""),
          ServiceCatalogue.INCIDENT, "accepted hooks are kept once",
          at("incident/after-commit-of-delivery", Strike.KILL), 1, 2, 3),
      new EngineMutant(new Mutant("takes a delivery off the queue apart from its effects", INCIDENT
          + "delivery/DeliveryQueue.java", "    return update(DONE, tenant, json(done), utc(now));", """
              return Panache.getSession().invoke(session -> %s.subscribe().with(left -> {}, stays -> {}))
                  .replaceWithVoid();""".formatted(APART.formatted("session", "tenant", """
              own.createNativeQuery(DONE).setParameter(1, tenant).setParameter(2, json(done))
                  .setParameter(3, utc(now)).executeUpdate()"""))), ServiceCatalogue.INCIDENT,
          "signals are counted once", at("incident/before-commit-of-effects-of-delivery", Strike.KILL), 1, 2, 3, 4),
      new EngineMutant(new Mutant("keeps a digest that chains nothing", PLATFORM + "stream/StreamHead.java",
          "sha256.update(digest);", ""), ServiceCatalogue.INVENTORY, "streams are complete",
          seed -> new FairWeather(), 1),
      new EngineMutant(new Mutant("leaves the name of a changed system as it was", INCIDENT + "system/SystemFeed.java",
          "change(event, known -> describe(known, event.dataAs(Facts.class)));", "Uni.createFrom().voidItem();"),
          ServiceCatalogue.INCIDENT, "read models agree with their owners", seed -> new FairWeather(), 1),
      new EngineMutant(new Mutant("answers although what was seen elsewhere has not arrived", PLATFORM
          + "consistency/VersionHeaders.java", "        .invoke(late -> late.ifPresent(VersionHeaders::refuse))\n", ""),
          ServiceCatalogue.RISK, "own writes are read, reads are monotone",
          seed -> Storm.of("HALF_OPEN_KAFKA", "risk-service", seed), 1, 2, 3),
      new EngineMutant(new Mutant("notes a mail as sent before the mail server has it", INCIDENT
          + "notification/Dispatch.java",
          """
                    return post.deliver(bag)
                        .chain(became -> at(tenant, now -> dispatching.settle(bag, became, now)))
              """,
          """
                    return at(tenant, now -> dispatching.settle(bag, new Delivered.Taken(), now))
                        .chain(() -> post.deliver(bag))
              """),
          ServiceCatalogue.INCIDENT, "whoever has to be told is told",
          seed -> Storm.of("NO_RECEIPT", "mail", seed), 1, 2, 3));

  private EngineMutants() {}
}
