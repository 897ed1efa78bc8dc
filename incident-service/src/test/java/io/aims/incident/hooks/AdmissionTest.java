package io.aims.incident.hooks;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.aims.incident.authenticity.Claims;
import io.aims.incident.authenticity.Doubt;
import io.aims.incident.authenticity.GoogleToken;
import io.aims.incident.authenticity.VerifiedTokens.Token;
import io.aims.incident.hooks.Admission.Admitted;
import io.aims.incident.hooks.Admission.TurnedAway;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.answer.Outcome;
import io.aims.incident.source.SourceDirectory.Credential;
import io.aims.incident.source.SourceDirectory.Listing;
import io.vertx.core.Vertx;

/** Who waits until keys are fetched, and who is asked to come back. */
class AdmissionTest {
  private static final UUID ACME = UUID.fromString("0199a0c0-1111-7000-8000-000000000001");
  private static final UUID GLOBEX = UUID.fromString("0199a0c0-2222-7000-8000-000000000002");
  private static final TurnedAway BUSY = new TurnedAway(Outcome.OVERLOADED, "VERIFICATION_BUSY");
  private final Vertx vertx = Vertx.vertx();
  private final Credentials credentials = new Credentials(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  private final List<CompletableFuture<Void>> fetches = new ArrayList<>();
  private boolean published;

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void who_waits_for_keys_is_verified_by_them() throws Exception {
    var admission = admit(ACME);
    assertThat(admission).isNotCompleted();

    published = true;
    fetches.getFirst().complete(null);

    assertThat(admission.get(20, SECONDS)).isInstanceOf(Admitted.class);
  }

  @Test
  void four_of_an_organisation_wait_and_the_fifth_is_asked_to_come_back() throws Exception {
    var waiting = List.of(admit(ACME), admit(ACME), admit(ACME), admit(ACME));

    assertThat(admit(ACME).get(20, SECONDS)).isEqualTo(BUSY);

    assertThat(fetches).hasSize(4);
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    assertThat(admit(GLOBEX)).isNotCompleted();
    assertThat(fetches).as("another organisation has its own places").hasSize(5);
  }

  @Test
  void a_place_is_free_again_when_its_fetch_is_over_however_it_ends() throws Exception {
    for (var place = 0; place < 4; place++) {
      admit(ACME);
    }
    fetches.get(0).complete(null);
    fetches.get(1).completeExceptionally(new IllegalStateException("broken"));

    admit(ACME);
    admit(ACME);

    assertThat(fetches).hasSize(6);
    assertThat(admit(ACME).get(20, SECONDS)).isEqualTo(BUSY);
  }

  @Test
  void a_sender_that_gives_up_keeps_its_place_until_its_fetch_is_over() throws Exception {
    for (var place = 0; place < 4; place++) {
      admit(ACME).cancel(true);
    }
    assertThat(admit(ACME).get(20, SECONDS)).isEqualTo(BUSY);

    fetches.getFirst().complete(null);

    assertThat(admit(ACME)).isNotCompleted();
    assertThat(fetches).hasSize(5);
  }

  @Test
  void what_needs_no_fetch_needs_no_place() throws Exception {
    for (var place = 0; place < 4; place++) {
      admit(ACME);
    }
    published = true;

    assertThat(admit(ACME).get(20, SECONDS)).isInstanceOf(Admitted.class);
  }

  @Test
  void without_an_answer_the_doubt_remains() throws Exception {
    var admission = admit(ACME);

    fetches.getFirst().complete(null);

    assertThat(admission.get(20, SECONDS))
        .isEqualTo(new TurnedAway(Outcome.KEYS_UNAVAILABLE, Doubt.TOKEN_KEYS_UNAVAILABLE.name()));
  }

  /** As a request does: on a context of its own. */
  private CompletableFuture<Admission> admit(UUID tenant) throws Exception {
    var asked = new CompletableFuture<CompletableFuture<Admission>>();
    var headers = Headers.of(Map.of("Authorization", "Bearer t"));
    var body = "{}".getBytes(StandardCharsets.UTF_8);
    vertx.runOnContext(ignored -> asked
        .complete(credentials.admit(source(tenant), headers, body).subscribeAsCompletionStage()));
    return asked.get(20, SECONDS);
  }

  private Listing source(UUID tenant) {
    var claims = new Claims("https://accounts.google.com", List.of("a"), null, "e", true, null);
    var scheme = new GoogleToken((jwt, now) -> published
        ? new Token.Verified(claims)
        : new Token.Awaited(() -> {
          fetches.add(new CompletableFuture<>());
          return fetches.getLast();
        }), "a", "e");
    return new Listing(UUID.randomUUID(), tenant, UUID.randomUUID(), Profile.PUBSUB, null,
        List.of(new Credential(UUID.randomUUID(), scheme)), true);
  }
}
