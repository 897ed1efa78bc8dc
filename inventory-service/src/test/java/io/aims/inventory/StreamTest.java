package io.aims.inventory;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
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

    await().atMost(20, SECONDS).until(() -> sent().stream().anyMatch(m -> m.key().equals(last)));

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
