package io.aims.audit.completeness;

import static io.aims.audit.Neighbours.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.aims.audit.Neighbours;
import io.aims.platform.identity.Role;
import io.aims.platform.note.KeyFolder;
import io.aims.platform.stream.StreamClaim;
import io.aims.platform.stream.StreamHead;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** The ledger against signed heads, over real topics. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class CompletenessTest {
  private static final String SERVICE = "incident-service";
  @ConfigProperty(name = "aims.stream.keys")
  Path keys;
  @Inject
  TrustedKeys trusted;
  private final UUID organisation = UUID.randomUUID();
  private final List<byte[]> events = new ArrayList<>();

  CompletenessTest() {
    var aggregate = UUID.randomUUID();
    for (var version = 1; version <= 3; version++) {
      events.add(Neighbours.any(organisation, aggregate, version).toString().getBytes(UTF_8));
    }
  }

  @Test
  void a_ledger_that_holds_what_was_signed_for_is_complete() throws IOException {
    send(1, 2, 3);
    sign(head(3), 1);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> completeness().body("complete", equalTo(true))
            .body("streams", hasSize(1))
            .body("streams[0].service", equalTo(SERVICE))
            .body("streams[0].state", equalTo("COMPLETE"))
            .body("streams[0].claimed", equalTo(3))
            .body("streams[0].held", equalTo(3)));
    as(UUID.randomUUID(), Role.EXTERNAL_AUDITOR).get("/v1/ledger/completeness")
        .then()
        .body("complete", equalTo(false))
        .body("streams", hasSize(0));
    as(organisation, Role.EMPLOYEE).get("/v1/ledger/completeness").then().statusCode(403);
  }

  @Test
  void a_lost_tail_shows_is_asked_for_and_heals() throws IOException {
    send(1);
    sign(head(3), 1);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> completeness().body("complete", equalTo(false))
            .body("streams[0].state", equalTo("INCOMPLETE"))
            .body("streams[0].firstMissing", equalTo(2)));
    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.replayRequests())
            .filteredOn(request -> request.path("tenant").asText().equals(organisation.toString()))
            .anySatisfy(request -> {
              assertThat(request.path("service").asText()).isEqualTo(SERVICE);
              assertThat(request.path("fromSeq").asLong()).isEqualTo(2);
              assertThat(request.path("toSeq").asLong()).isEqualTo(3);
            }));

    send(2, 3);

    await().atMost(30, SECONDS).untilAsserted(() -> completeness().body("streams[0].state", equalTo("COMPLETE")));
  }

  @Test
  void entries_from_before_events_were_numbered_learn_their_numbers_when_they_are_sent_again() throws IOException {
    events.forEach(event -> publish("aims.incident.events.v1", "one partition", event, Map.of()));
    sign(head(3), 1);
    await().atMost(30, SECONDS)
        .untilAsserted(() -> completeness().body("streams[0].state", equalTo("INCOMPLETE"))
            .body("streams[0].firstMissing", equalTo(1)));

    send(3, 1, 2);

    await().atMost(30, SECONDS).untilAsserted(() -> completeness().body("streams[0].state", equalTo("COMPLETE")));
    as(organisation, Role.INTERNAL_AUDITOR).get("/v1/ledger/entries").then().body("items", hasSize(3));
  }

  @Test
  void other_events_than_those_signed_for_are_a_fork() throws IOException {
    send(1, 2, 3);
    sign(new StreamHead(3, head(2).digest()), 1);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> completeness().body("complete", equalTo(false))
            .body("streams[0].state", equalTo("FORKED")));
  }

  @Test
  void who_signs_two_things_is_shown_with_both_until_the_next_epoch() throws IOException {
    send(1, 2, 3);
    sign(head(3), 1);
    await().atMost(30, SECONDS).untilAsserted(() -> completeness().body("streams[0].state", equalTo("COMPLETE")));

    sign(new StreamHead(3, head(2).digest()), 1);
    await().atMost(30, SECONDS)
        .untilAsserted(() -> completeness().body("streams[0].state", equalTo("FORKED"))
            .body("streams[0].note", startsWith("aims/stream/" + SERVICE))
            .body("streams[0].contradictingNote", startsWith("aims/stream/" + SERVICE)));

    sign(head(3), 2);
    await().atMost(30, SECONDS)
        .untilAsserted(() -> completeness().body("streams[0].epoch", equalTo(2))
            .body("streams[0].state", equalTo("COMPLETE")));
  }

  @Test
  void of_a_number_that_was_given_anew_after_a_restore_the_later_event_counts_however_late_it_comes()
      throws IOException {
    send(1, 2, 3);
    var lost = events.removeLast();
    events.add(Neighbours.any(organisation, UUID.randomUUID(), 1).toString().getBytes(UTF_8));
    assertThat(events.getLast()).isNotEqualTo(lost);

    sign(head(3), 2);
    await().atMost(30, SECONDS).untilAsserted(() -> completeness().body("streams[0].epoch", equalTo(2)));
    publish("aims.incident.events.v1", "one partition", events.getLast(),
        Map.of("aims-stream-seq", "3", "aims-stream-epoch", "2"));
    sign(head(3).append(new byte[]{1}), 2);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> completeness().body("streams[0].held", equalTo(3))
            .body("streams[0].firstMissing", equalTo(4))
            .body("streams[0].state", equalTo("INCOMPLETE")));
  }

  @Test
  void without_a_head_that_a_trusted_key_has_signed_nothing_is_complete() throws IOException {
    var stranger = KeyFolder.open(Files.createTempDirectory("stranger"), SERVICE).signer(StreamClaim.keyName(SERVICE));
    send(1, 2, 3);
    var claim = new StreamClaim(SERVICE, organisation, head(3), Instant.now(), 1);
    publish("aims.stream-heads.v1", claim.key(), claim.sign(stranger).encode(), Map.of());

    await().atMost(30, SECONDS).untilAsserted(() -> completeness().body("streams", hasSize(1)));
    completeness().body("complete", equalTo(false)).body("streams[0].state", equalTo("UNSIGNED"));

    sign(head(3), 1);
    await().atMost(30, SECONDS).untilAsserted(() -> completeness().body("streams[0].state", equalTo("COMPLETE")));
  }

  private ValidatableResponse completeness() {
    return as(organisation, Role.INTERNAL_AUDITOR).get("/v1/ledger/completeness").then().statusCode(200);
  }

  private void send(int... numbers) {
    for (var number : numbers) {
      publish("aims.incident.events.v1", "one partition", events.get(number - 1),
          Map.of("aims-stream-seq", Integer.toString(number), "aims-stream-epoch", "1"));
    }
  }

  private void sign(StreamHead head, int epoch) throws IOException {
    var claim = new StreamClaim(SERVICE, organisation, head, Instant.now(), epoch);
    var signer = KeyFolder.open(keys, SERVICE).signer(StreamClaim.keyName(SERVICE));
    trusted.read();
    publish("aims.stream-heads.v1", claim.key(), claim.sign(signer).encode(), Map.of());
  }

  private StreamHead head(int size) {
    var head = StreamHead.EMPTY;
    for (var i = 0; i < size; i++) {
      head = head.append(events.get(i));
    }
    return head;
  }

  private static void publish(String topic, String key, byte[] body, Map<String, String> headers) {
    var settings = Map.<String, Object>of("bootstrap.servers", System.getProperty("aims.test.kafka"), "acks", "all");
    try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      var message = new ProducerRecord<>(topic, key, body);
      headers.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
      producer.send(message);
      producer.flush();
    }
  }
}
