package io.aims.incident.timeline;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Gate;
import io.aims.incident.incident.Handling;
import io.aims.incident.turn.OwnContext;
import io.aims.platform.event.Cause;
import io.aims.platform.identity.Role;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class TimelineTest {
  @Inject
  Timeline timeline;
  @Inject
  Transactions transactions;
  @Inject
  OwnContext context;

  @Test
  void of_two_corrections_at_once_none_is_lost() throws Exception {
    var id = Handling.to("RESOLVED", Handling.incident());
    var contained = line(id, EntryKind.CONTAINED);
    var resolved = line(id, EntryKind.RESOLVED);
    var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var gate = new Gate();

    var one = start(gate.behind(() -> correct(id, contained, EntryKind.CONTAINED, at)));
    gate.awaitReached();
    var other = start(() -> correct(id, resolved, EntryKind.RESOLVED, at));
    gate.openOnceAnotherWaits();
    one.get(20, SECONDS);
    other.get(20, SECONDS);

    assertThat(Acme.count("select count(*) from incident_times where incident_id = '%s' and contained_at = '%s'"
        + " and resolved_at = '%s'", id, at, at)).isOne();
  }

  /** What was there before there were timelines has ids that say nothing of their order. */
  @Test
  void the_correction_of_a_line_counts_however_the_ids_are_ordered() {
    var id = Handling.incident();
    var detected = "ffffffff-" + UUID.randomUUID().toString().substring(9);
    Acme.tamper("update timeline_entry set id = '%s' where incident_id = '%s' and kind = 'DETECTED'", detected, id);
    var earlier = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MICROS);

    Acme.as(Role.INCIDENT_RESPONDER)
        .body("{\"kind\":\"DETECTED\",\"occurredAt\":\"%s\",\"text\":\"seen by a nurse\",\"supersedes\":\"%s\"}"
            .formatted(earlier, detected))
        .post("/v1/incidents/" + id + "/timeline")
        .then()
        .statusCode(201);

    assertThat(Instant.parse(Handling.read(id).extract().path("times.detected"))).isEqualTo(earlier);
  }

  private Uni<EntryView> correct(String id, UUID line, EntryKind kind, Instant at) {
    return timeline.write(TestRealm.ACME, UUID.fromString(id), new Note(kind, at, "by its log"), line,
        new Cause("service:test", UUID.randomUUID(), null, null));
  }

  private static UUID line(String id, EntryKind kind) {
    return UUID.fromString(Acme.as(Role.INTERNAL_AUDITOR)
        .get("/v1/incidents/" + id + "/timeline")
        .then()
        .extract()
        .path("items.find { it.kind == '" + kind + "' }.id"));
  }

  private <T> CompletableFuture<T> start(Supplier<Uni<T>> work) {
    var done = new CompletableFuture<T>();
    context.execute(() -> transactions.in(TestRealm.ACME, work)
        .subscribe()
        .with(done::complete, done::completeExceptionally));
    return done;
  }
}
