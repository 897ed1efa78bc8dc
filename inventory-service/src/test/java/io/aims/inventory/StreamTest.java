package io.aims.inventory;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.note.KeyFolder;
import io.aims.platform.note.SignedNote;
import io.aims.platform.stream.StreamClaim;
import io.aims.platform.stream.StreamHead;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** What leaves the service can be counted by whoever receives it: numbers without a gap, bytes that give the owner's digest. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "inventory"))
class StreamTest {

  @Test
  void a_receiver_can_count_the_events_of_an_organisation_and_compute_the_owners_digest() throws Exception {
    register(TestRealm.ACME);
    register(TestRealm.GLOBEX);
    var last = register(TestRealm.ACME);

    await().atMost(30, SECONDS).until(() -> sent().stream().anyMatch(m -> m.key().equals(last)));

    var bySeq = new HashMap<Long, byte[]>();
    for (var message : sent()) {
      if (new String(message.value(), StandardCharsets.UTF_8).contains("\"tenantid\":\"" + TestRealm.ACME + "\"")) {
        assertThat(header(message, "aims-stream-epoch")).isEqualTo("1");
        bySeq.put(Long.parseLong(header(message, "aims-stream-seq")), message.value());
      }
    }
    var head = StreamHead.EMPTY;
    for (var entry : bySeq.entrySet().stream().sorted(Comparator.comparing(Map.Entry::getKey)).toList()) {
      assertThat(entry.getKey()).isEqualTo(head.size() + 1);
      head = head.append(entry.getValue());
    }
    assertThat(head.digest()).isEqualTo(digestAt(head.size()));
  }

  @Test
  void the_owner_signs_what_it_has_published() throws Exception {
    var registered = register(TestRealm.ACME);
    await().atMost(30, SECONDS).until(() -> times(registered) == 1);
    var seq = Long.parseLong(header(of(registered), "aims-stream-seq"));

    await().atMost(30, SECONDS).until(() -> claim().head().size() >= seq);

    assertThat(claim().head().digest()).isEqualTo(digestOfEvents(claim().head().size()));
  }

  private static StreamClaim claim() throws IOException {
    var keys = KeyFolder.read(Path.of("target/stream-keys-test/inventory-service.vkey"));
    return TestEvents.messages("aims.stream-heads.v1")
        .stream()
        .filter(m -> m.key().equals("inventory-service/" + TestRealm.ACME))
        .map(m -> StreamClaim.open(SignedNote.parse(m.value()), keys))
        .reduce((earlier, later) -> later)
        .orElseGet(() -> new StreamClaim("inventory-service", TestRealm.ACME, StreamHead.EMPTY, Instant.EPOCH, 1));
  }

  /** Computed from the event table, not with the service's own code. */
  private static byte[] digestOfEvents(long size) throws Exception {
    try (var superuser = TenancyContract.superuser();
        var rows = superuser.createStatement()
            .executeQuery("select sha256('\\x00'::bytea || body) from event join stream_entry using (position) "
                + "where stream_entry.tenant = '%s' and seq <= %d order by seq".formatted(TestRealm.ACME, size))) {
      var digest = new byte[32];
      while (rows.next()) {
        var sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(digest);
        digest = sha256.digest(rows.getBytes(1));
      }
      return digest;
    }
  }

  @Test
  void what_somebody_misses_is_sent_again_as_it_was() {
    var missed = register(TestRealm.ACME);
    var held = register(TestRealm.ACME);
    await().atMost(30, SECONDS).until(() -> times(missed) == 1 && times(held) == 1);
    var seq = header(of(missed), "aims-stream-seq");

    ask("nonsense");
    ask(versions("risk-service", held, 1, 1));
    ask(versions("inventory-service", held, 1, 1001));
    ask(versions("inventory-service", missed, 1, 1));

    await().atMost(30, SECONDS).until(() -> times(missed) == 2);
    assertThat(sent()).filteredOn(m -> m.key().equals(missed))
        .allSatisfy(m -> assertThat(header(m, "aims-stream-seq")).isEqualTo(seq))
        .allSatisfy(m -> assertThat(m.value()).isEqualTo(of(missed).value()));
    assertThat(times(held)).isEqualTo(1);

    ask("{\"service\":\"inventory-service\",\"tenant\":\"%s\",\"fromSeq\":%s,\"toSeq\":%s}".formatted(TestRealm.ACME,
        seq, seq));

    await().atMost(30, SECONDS).until(() -> times(missed) == 3);
    assertThat(times(held)).isEqualTo(1);
  }

  private static void ask(String request) {
    TestEvents.sendRaw("aims.replay-requests.v1", "same-partition", request.getBytes(StandardCharsets.UTF_8));
  }

  private static String versions(String service, String aggregate, int from, int to) {
    return "{\"service\":\"%s\",\"tenant\":\"%s\",\"aggregateId\":\"%s\",\"fromVersion\":%d,\"toVersion\":%d}"
        .formatted(service, TestRealm.ACME, aggregate, from, to);
  }

  private static long times(String aggregate) {
    return sent().stream().filter(m -> m.key().equals(aggregate)).count();
  }

  private static ConsumerRecord<String, byte[]> of(String aggregate) {
    return sent().stream().filter(m -> m.key().equals(aggregate)).findFirst().orElseThrow();
  }

  private static List<ConsumerRecord<String, byte[]>> sent() {
    return TestEvents.messages("aims.inventory.events.v1")
        .stream()
        .filter(m -> m.headers().lastHeader("aims-stream-seq") != null)
        .toList();
  }

  private static String header(ConsumerRecord<String, byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.US_ASCII);
  }

  private static byte[] digestAt(long seq) throws Exception {
    try (var superuser = TenancyContract.superuser();
        var row = superuser.createStatement()
            .executeQuery("select digest from stream_entry where tenant = '%s' and seq = %d".formatted(TestRealm.ACME,
                seq))) {
      row.next();
      return row.getBytes(1);
    }
  }

  private static String register(UUID organisation) {
    return given().auth()
        .oauth2(TestRealm.token(organisation, Role.GOVERNANCE_OFFICER))
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
        .body(
            """
                {"name":"%s","purpose":"is counted","intendedUses":[],"prohibitedUses":[],"origin":"IN_HOUSE","organisationRoles":["DEPLOYER"],
                 "autonomyLevel":"ASSISTIVE","oversightMode":"HUMAN_IN_COMMAND","domain":"OTHER","affectedGroups":[],"jurisdictions":[],
                 "personalData":false,"generative":false,"ownerId":"%s"}"""
                .formatted(UUID.randomUUID(), UUID.randomUUID()))
        .post("/v1/ai-systems")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
