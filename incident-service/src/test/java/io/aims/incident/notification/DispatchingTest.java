package io.aims.incident.notification;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.turn.Lookout;
import io.aims.incident.turn.OwnContext;
import io.aims.platform.event.Cause;
import io.aims.platform.identity.Role;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.test.RealEngines;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/** What several processes do before and after they send a mail, while nothing is sent by itself. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class DispatchingTest {
  private final House house = new House();
  private final UUID ada = UUID.randomUUID();
  @Inject
  Dispatching dispatching;
  @Inject
  Calls calls;
  @Inject
  Transactions transactions;
  @Inject
  OwnContext context;
  @Inject
  Lookout lookout;

  @BeforeEach
  void nothing_is_sent() {
    lookout.pause();
  }

  @AfterEach
  void it_goes_on() {
    lookout.resume();
  }

  @Test
  void what_one_process_is_about_to_send_no_other_one_takes_until_its_time_is_up() throws Exception {
    call();
    var now = Instant.now();

    assertThat(fill(now).notifications()).hasSize(1);
    assertThat(fill(now)).isNull();
    assertThat(fill(now.plus(Duration.ofMinutes(2))).notifications()).hasSize(1);
  }

  @Test
  void what_somebody_else_has_settled_meanwhile_stays_as_it_is() throws Exception {
    call();
    var bag = fill(Instant.now());
    Acme.tamper("update notification set state = 'WITHDRAWN', due_at = null, taken_until = null, waiting_since = null"
        + " where person_id = '%s'", ada);

    in(() -> dispatching.settle(bag, new Delivered.Taken(), Instant.now()));

    assertThat(count("state = 'WITHDRAWN' and sent_at is null")).isOne();
  }

  @Test
  void a_failed_try_puts_off_what_was_tried_and_brings_nothing_forward() throws Exception {
    call();
    var now = Instant.now();
    var bag = fill(now);
    call();
    Acme.tamper("update notification set due_at = now() + interval '1 hour' where person_id = '%s'"
        + " and taken_until is null", ada);

    in(() -> dispatching.settle(bag, new Delivered.Later("It is away", Duration.ofMinutes(5)), now));

    assertThat(count("failures = 1 and taken_until is null and due_at between now() + interval '4 minutes'"
        + " and now() + interval '6 minutes'")).isOne();
    assertThat(count("failures = 0 and due_at > now() + interval '59 minutes'")).isOne();
  }

  @Test
  void what_went_wrong_with_a_mail_puts_off_all_that_waits_for_her_and_goes_into_no_mail_before() throws Exception {
    call();
    var now = Instant.now();
    var bag = fill(now);
    call();

    in(() -> dispatching.putOff(house.id, ada, bag.ids(), now));

    assertThat(count("due_at > now() + interval '4 minutes'")).isEqualTo(2);
    assertThat(fill(now).ids()).doesNotContainAnyElementsOf(bag.ids()).hasSize(1);
    assertThat(fill(now.plus(Duration.ofMinutes(6))).ids()).containsAll(bag.ids()).hasSize(2);
  }

  /** So that nobody waits for a process whose clock is wrong. */
  @Test
  void a_call_is_due_by_the_clock_of_the_database() throws Exception {
    var call = new Call(house.id, Occasion.TEST, Subject.NONE, new Message("A test", "It is one.", "/v1/notifications"),
        Circles.of(List.of(ada)));

    boolean due = in(() -> calls.make(call, Cause.of("incident-service"))
        .chain(Panache::getSession)
        .chain(session -> session
            .createNativeQuery("select due_at = now() and created_at = now() from notification where person_id = ?1",
                Boolean.class)
            .setParameter(1, ada)
            .getSingleResult()));

    assertThat(due).isTrue();
  }

  /** Something that has to reach her. */
  private void call() {
    house.as(ada, Role.PLATFORM_ENGINEER)
        .body("{\"reason\":\"to be sure\"}")
        .post("/v1/notifications/test")
        .then()
        .statusCode(201);
  }

  private @Nullable Bag fill(Instant now) throws Exception {
    return in(() -> dispatching.fill(house.id, ada, now));
  }

  private long count(String which) {
    return Acme.count("select count(*) from notification where person_id = '%s' and %s", ada, which);
  }

  private <T> T in(Supplier<Uni<T>> work) throws Exception {
    var done = new CompletableFuture<T>();
    context.execute(() -> transactions.in(house.id, work)
        .subscribe()
        .with(done::complete, done::completeExceptionally));
    return done.get(20, SECONDS);
  }
}
