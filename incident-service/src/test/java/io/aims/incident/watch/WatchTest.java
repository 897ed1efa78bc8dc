package io.aims.incident.watch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Gate;
import io.aims.incident.incident.Handling;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.turn.OwnContext;
import io.aims.platform.identity.Role;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.aims.platform.time.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class WatchTest {
  private final SignalKey key = new SignalKey(UUID.randomUUID().toString().replace("-", "").repeat(2));
  @Inject
  Watch watch;
  @Inject
  Reconsiderations reconsiderations;
  @Inject
  Transactions transactions;
  @Inject
  OwnContext context;
  @Inject
  Ids ids;

  @Test
  void two_processes_that_hear_of_a_signal_at_once_hear_it_one_after_the_other() throws Exception {
    hearAtOnce();
    assertThat(changes()).as("nobody had heard of it: it fired, and it was over").isEqualTo(2);

    hearAtOnce();
    assertThat(changes()).as("it was known: it fired again, and it was over").isEqualTo(4);
    assertThat(Acme.count("select count(*) from watched_signal where signal_key = '%s' and status = 'RESOLVED'"
        + " and firing_since is null and not unheard", key.hex())).isOne();
  }

  @Test
  void a_window_that_ends_while_a_signal_is_heard_mutes_it_no_longer() throws Exception {
    var system = Acme.system();
    String window = Acme.as(Role.PLATFORM_ENGINEER)
        .body("""
            {"systemId":"%s","startsAt":"%s","endsAt":"%s","reason":"upgrade"}"""
            .formatted(system, Instant.now().minusSeconds(60), Instant.now().plusSeconds(1800)))
        .post("/v1/maintenance-windows")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
    var fired = new Word(key, UUID.randomUUID(), system, Kind.DRIFT, Severity.MINOR,
        new Statement(SignalStatus.FIRING, null, null, Instant.now(), ids.next()));
    var gate = new Gate();

    var hearing = start(gate.behind(() -> watch.hear(TestRealm.ACME, List.of(fired))));
    gate.awaitReached();
    var ending = CompletableFuture.supplyAsync(() -> Acme.as(Role.PLATFORM_ENGINEER)
        .header("If-Match", "\"1\"")
        .body(Handling.REASON)
        .post("/v1/maintenance-windows/" + window + "/ending")
        .statusCode());
    gate.openOnceAnotherWaits();
    hearing.get(20, SECONDS);

    assertThat(ending.get(20, SECONDS)).isEqualTo(200);
    assertThat(Acme.count("select count(*) from watched_signal where signal_key = '%s' and (due_at is null or due_at"
        + " <= now())", key.hex())).as("it is looked at now, or has been").isOne();
  }

  @Test
  void a_snooze_that_is_ended_while_its_signal_is_heard_mutes_it_no_longer() throws Exception {
    var source = Acme.source();
    var system = UUID.fromString(Acme.systemOf(source));
    hear(source, system, Severity.MINOR);
    var snooze = "/v1/signals/" + Acme.as(Role.INCIDENT_RESPONDER)
        .get("/v1/signals?sourceId=" + source)
        .then()
        .extract()
        .path("items[0].id") + "/snooze";
    Acme.as(Role.PLATFORM_ENGINEER)
        .body("{\"until\":\"%s\",\"reason\":\"known\"}".formatted(Instant.now().plusSeconds(1800)))
        .post(snooze)
        .then()
        .statusCode(200);
    var goesOn = fires(UUID.fromString(source), system, ids.next());
    var gate = new Gate();

    var hearing = start(gate.behind(() -> watch.hear(TestRealm.ACME, List.of(goesOn))));
    gate.awaitReached();
    var ending = CompletableFuture.supplyAsync(
        () -> Acme.as(Role.PLATFORM_ENGINEER).body(Handling.REASON).post(snooze + "/ending").statusCode());
    gate.openOnceAnotherWaits();

    assertThat(hearing.get(20, SECONDS).opening(List.of(key))).as("it was snoozed").isEmpty();
    assertThat(ending.get(20, SECONDS)).isEqualTo(200);
    assertThat(Acme.count("select count(*) from watched_signal where signal_key = '%s' and (due_at is null or due_at"
        + " <= now())", key.hex())).as("it is looked at now, or has been").isOne();
  }

  @Test
  void rules_that_change_while_a_signal_is_heard_by_the_old_ones_find_it() throws Exception {
    var source = Acme.source();
    listen(source, "\"0\"", "[{\"opensFrom\":\"MAJOR\"}]");
    var fired = new Word(key, UUID.fromString(source), UUID.randomUUID(), Kind.DRIFT, Severity.MINOR,
        new Statement(SignalStatus.FIRING, null, null, Instant.now(), ids.next()));
    var gate = new Gate();

    var hearing = start(gate.behind(() -> watch.hear(TestRealm.ACME, List.of(fired))));
    gate.awaitReached();
    var changing = CompletableFuture.supplyAsync(() -> listen(source, "\"1\"", "[]"));
    gate.openOnceAnotherWaits();

    assertThat(hearing.get(20, SECONDS).opening(List.of(key))).as("the old ones kept it").isEmpty();
    assertThat(changing.get(20, SECONDS)).isEqualTo(200);
    start(() -> reconsiderations.walk(TestRealm.ACME, 20, Instant.now())).get(20, SECONDS);
    assertThat(Acme.count("select count(*) from watched_signal where signal_key = '%s' and (due_at <= now() or"
        + " withheld_by is null)", key.hex())).as("it is looked at now, or has been").isOne();
  }

  @Test
  void a_signal_opens_as_soon_as_it_is_as_bad_as_the_rule_asks_for() throws Exception {
    var source = Acme.source();
    listen(source, "\"0\"", "[{\"kind\":\"DRIFT\",\"opensFrom\":\"MAJOR\"}]");

    assertThat(hear(source, Severity.MINOR).opening(List.of(key))).isEmpty();
    assertThat(version()).isEqualTo(1);
    assertThat(hear(source, Severity.MINOR).opening(List.of(key))).isEmpty();
    assertThat(version()).as("it stands as it did").isEqualTo(1);
    assertThat(hear(source, Severity.MAJOR).opening(List.of(key))).containsOnlyKeys(key);
    assertThat(version()).isEqualTo(2);
    assertThat(hear(source, Severity.CRITICAL, Severity.INFO).opening(List.of(key)))
        .as("it was that bad for a moment")
        .containsOnlyKeys(key);
  }

  @Test
  void a_firing_is_as_bad_as_it_was_at_worst_and_is_new_once() throws Exception {
    var source = Acme.source();

    assertThat(firing(source, Severity.MINOR)).containsExactly(new Firing(Severity.MINOR, true));
    assertThat(firing(source, Severity.MAJOR, Severity.CRITICAL, Severity.INFO))
        .containsExactly(new Firing(Severity.CRITICAL, false));
    assertThat(firing(source, Severity.MAJOR)).containsExactly(new Firing(Severity.MAJOR, false));
  }

  private Collection<Firing> firing(String source, Severity... severities) throws Exception {
    var system = UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8));
    return hear(source, system, severities).firing(system, Kind.DRIFT, List.of(key)).values();
  }

  @Test
  void a_word_that_comes_late_moves_the_signal_to_no_other_system() throws Exception {
    var source = UUID.fromString(Acme.source());
    var earlier = ids.next();
    var now = fires(source, UUID.randomUUID(), ids.next());
    var late = fires(source, UUID.randomUUID(), earlier);
    start(() -> watch.hear(TestRealm.ACME, List.of(now))).get(20, SECONDS);

    start(() -> watch.hear(TestRealm.ACME, List.of(late))).get(20, SECONDS);

    assertThat(
        Acme.count("select count(*) from watched_signal where signal_key = '%s' and late = 1 and system_id = '%s'",
            key.hex(), now.systemId()))
        .isOne();
  }

  private Word fires(UUID source, UUID system, UUID delivery) {
    return new Word(key, source, system, Kind.DRIFT, Severity.MAJOR,
        new Statement(SignalStatus.FIRING, null, null, Instant.now(), delivery));
  }

  private Watched hear(String source, Severity... severities) throws Exception {
    return hear(source, UUID.randomUUID(), severities);
  }

  private Watched hear(String source, UUID system, Severity... severities) throws Exception {
    var words = Arrays.stream(severities)
        .map(severity -> new Word(key, UUID.fromString(source), system, Kind.DRIFT, severity,
            new Statement(SignalStatus.FIRING, null, null, Instant.now(), ids.next())))
        .toList();
    return start(() -> watch.hear(TestRealm.ACME, words)).get(20, SECONDS);
  }

  private long version() {
    return Acme.count("select version from watched_signal where signal_key = '%s'", key.hex());
  }

  private static int listen(String source, String version, String opening) {
    return Acme.as(Role.PLATFORM_ENGINEER)
        .header("If-Match", version)
        .body("""
            {"holdDownSeconds":0,"flapsAt":6,"calmAt":2,"flapWindowSeconds":3600,"opening":%s,"reason":"noisy"}"""
            .formatted(opening))
        .post("/v1/signals/rules/" + source)
        .statusCode();
  }

  private void hearAtOnce() throws Exception {
    var fired = word(SignalStatus.FIRING);
    var over = word(SignalStatus.RESOLVED);
    var gate = new Gate();
    var one = start(gate.behind(() -> watch.hear(TestRealm.ACME, List.of(fired))));
    gate.awaitReached();
    var other = start(() -> watch.hear(TestRealm.ACME, List.of(over)));
    gate.openOnceAnotherWaits();
    one.get(20, SECONDS);
    other.get(20, SECONDS);
  }

  private long changes() {
    return Acme.count("select jsonb_array_length(changes -> 'micros') from watched_signal where signal_key = '%s'",
        key.hex());
  }

  private <T> CompletableFuture<T> start(Supplier<Uni<T>> work) {
    var done = new CompletableFuture<T>();
    context.execute(() -> transactions.in(TestRealm.ACME, work)
        .subscribe()
        .with(done::complete, done::completeExceptionally));
    return done;
  }

  private Word word(SignalStatus status) {
    return new Word(key, UUID.randomUUID(), UUID.randomUUID(), Kind.DRIFT, Severity.MINOR,
        new Statement(status, null, null, Instant.now(), ids.next()));
  }
}
