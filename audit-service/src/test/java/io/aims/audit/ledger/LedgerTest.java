package io.aims.audit.ledger;

import static io.aims.audit.Neighbours.as;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.audit.Neighbours;
import io.aims.audit.merkle.ConsistencyProof;
import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.InclusionProof;
import io.aims.audit.merkle.Rfc6962;
import io.aims.audit.note.Checkpoint;
import io.aims.platform.identity.Role;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.VerifierKey;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class LedgerTest {
  private static final int AGGREGATES = 30;
  private static final int VERSIONS = 5;

  @Test
  void every_event_is_in_its_organisations_ledger_once_in_order_and_provably() throws SQLException {
    var organisations = List.of(UUID.randomUUID(), UUID.randomUUID());
    var events = new ArrayList<ObjectNode>();
    organisations.forEach(organisation -> events.addAll(historyOf(organisation)));
    var twice = new ArrayList<>(events);
    twice.addAll(events);
    Collections.shuffle(twice, new Random(7));

    Neighbours.send(twice);

    for (var organisation : organisations) {
      var expected = events.stream().filter(e -> e.get("tenantid").asText().equals(organisation.toString())).toList();
      await().atMost(40, SECONDS)
          .untilAsserted(() -> assertThat(size(organisation)).isEqualTo(AGGREGATES * VERSIONS));
      assertOnceAndInOrder(organisation, expected);
      assertEachEntryProven(organisation);
      assertHistoryOnlyGrew(organisation);
    }
  }

  private static void assertOnceAndInOrder(UUID organisation, List<ObjectNode> expected) {
    var ids = new HashSet<String>();
    var versions = new HashMap<String, Integer>();
    for (var entry : entries(organisation)) {
      assertThat(ids.add((String) entry.get("eventId"))).isTrue();
      assertThat(entry.get("aggregateVersion"))
          .isEqualTo(versions.merge((String) entry.get("aggregateId"), 1, Integer::sum));
    }
    assertThat(ids).containsExactlyInAnyOrderElementsOf(expected.stream().map(e -> e.get("id").asText()).toList());
  }

  private static void assertEachEntryProven(UUID organisation) {
    var head = checkpoint(organisation);
    for (var index = 0L; index < head.size(); index++) {
      var answer = as(organisation, Role.EXTERNAL_AUDITOR)
          .get("/v1/ledger/proofs/inclusion?index=%d&size=%d".formatted(index, head.size()))
          .then()
          .statusCode(200)
          .extract()
          .jsonPath();
      var body = as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/entries/" + index)
          .then()
          .statusCode(200)
          .contentType("application/cloudevents+json")
          .extract()
          .asByteArray();
      var proof = new InclusionProof(index, head.size(), hashes(answer.getList("hashes", String.class)));
      assertThat(proof.verifies(Rfc6962.leaf(body), head.root())).as("entry %d", index).isTrue();
      assertThat(answer.getString("leafHash")).isEqualTo(Rfc6962.leaf(body).base64());
      assertThat(answer.getString("rootHash")).isEqualTo(head.root().base64());
    }
  }

  private static void assertHistoryOnlyGrew(UUID organisation) throws SQLException {
    var published = published(organisation);
    for (var i = 1; i < published.size(); i++) {
      var first = published.get(i - 1);
      var second = published.get(i);
      var answer = as(organisation, Role.INTERNAL_AUDITOR)
          .get("/v1/ledger/proofs/consistency?first=%d&second=%d".formatted(first.size(), second.size()))
          .then()
          .statusCode(200)
          .extract()
          .jsonPath();
      var proof = new ConsistencyProof(first.size(), second.size(), hashes(answer.getList("hashes", String.class)));
      assertThat(proof.verifies(first.root(), second.root())).as("%d to %d", first.size(), second.size()).isTrue();
    }
  }

  private static List<ObjectNode> historyOf(UUID organisation) {
    var events = new ArrayList<ObjectNode>();
    for (var i = 0; i < AGGREGATES; i++) {
      var aggregate = UUID.randomUUID();
      for (var version = 1; version <= VERSIONS; version++) {
        events.add(Neighbours.any(organisation, aggregate, version));
      }
    }
    return events;
  }

  private static List<Map<String, Object>> entries(UUID organisation) {
    var all = new ArrayList<Map<String, Object>>();
    String cursor = null;
    do {
      var request = as(organisation, Role.INTERNAL_AUDITOR).queryParam("limit", 100);
      var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/ledger/entries")
          .then()
          .statusCode(200)
          .extract()
          .jsonPath();
      all.addAll(page.getList("items"));
      cursor = page.getString("nextCursor");
    } while (cursor != null);
    assertThat(all).extracting(e -> ((Number) e.get("index")).longValue())
        .containsExactlyElementsOf(LongStream.range(0, all.size()).boxed().toList());
    return all;
  }

  private static List<Checkpoint> published(UUID organisation) throws SQLException {
    try (var connection = TenancyContract.superuser();
        var select = connection.prepareStatement("select note from checkpoint where tenant = ? order by size")) {
      select.setObject(1, organisation);
      var rows = select.executeQuery();
      var all = new ArrayList<Checkpoint>();
      while (rows.next()) {
        all.add(open(organisation, rows.getString(1)));
      }
      return all;
    }
  }

  private static long size(UUID organisation) {
    var answer = as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint");
    return answer.statusCode() != 200 ? 0 : open(organisation, answer.asString()).size();
  }

  private static Checkpoint checkpoint(UUID organisation) {
    return open(organisation,
        as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/checkpoint")
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private static Checkpoint open(UUID organisation, String note) {
    var vkey = as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/key").asString().strip();
    return Checkpoint.open(SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)),
        List.of(VerifierKey.parse(vkey)));
  }

  private static List<Hash> hashes(List<String> base64) {
    return base64.stream().map(Hash::parseBase64).toList();
  }
}
