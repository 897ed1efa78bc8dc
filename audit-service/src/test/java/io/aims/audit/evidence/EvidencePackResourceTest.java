package io.aims.audit.evidence;

import static io.aims.audit.Neighbours.as;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.audit.Neighbours;
import io.aims.audit.merkle.Hash;
import io.aims.audit.pack.PackVerifier;
import io.aims.audit.pack.Verdict;
import io.aims.platform.identity.Role;
import io.aims.platform.note.VerifierKey;
import io.aims.platform.test.EventContract;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class EvidencePackResourceTest {
  private static final String PATH = "/v1/evidence-packs";
  private UUID organisation;

  @BeforeEach
  void anOrganisationOfItsOwn() {
    organisation = UUID.randomUUID();
  }

  @Test
  void a_pack_of_the_whole_ledger_is_verified_by_a_stranger() throws IOException {
    record(150);

    var issued = issue("{\"reason\":\"certification audit\"}").statusCode(201)
        .header("ETag", "\"1\"")
        .body("reference", equalTo("EP-0001"))
        .body("caseId", nullValue())
        .body("treeSize", equalTo(150))
        .body("entries", equalTo(150));
    var content = content(issued.extract().path("id"));

    assertThat(verify(content)).isInstanceOfSatisfying(Verdict.Verified.class, verified -> {
      assertThat(verified.summary().entries()).isEqualTo(150);
      assertThat(verified.summary().header().wholeLedger()).isTrue();
    });
    assertThat(Hash.sha256(content).hex()).isEqualTo(issued.extract().path("sha256"));
    assertThat(issued.extract().<Integer>path("bytes")).isEqualTo(content.length);
  }

  @Test
  void a_pack_of_a_case_holds_its_entries_and_the_same_bytes_each_time() throws IOException {
    var caseId = UUID.randomUUID();
    var incident = UUID.randomUUID();
    record(40);
    Neighbours.send(Neighbours.opened(organisation, incident, caseId, UUID.randomUUID()),
        TestEvents.example(Neighbours.TRIAGED, organisation, incident, 2, data -> {})
            .put("correlationid", caseId.toString()));
    sequenced(42);
    record(30);

    var issued = issue("{\"caseId\":\"" + caseId + "\",\"reason\":\"authority asks\"}").statusCode(201)
        .body("entries", equalTo(2))
        .body("treeSize", equalTo(72));
    String id = issued.extract().path("id");
    var content = content(id);
    record(10);

    assertThat(content(id)).isEqualTo(content);
    assertThat(verify(content)).isInstanceOf(Verdict.Verified.class);
    assertThat(new String(content, StandardCharsets.ISO_8859_1)).contains("trace.json", caseId.toString());
  }

  @Test
  void a_pack_of_a_case_holds_what_another_case_shares_with_it() throws IOException {
    var caseId = UUID.randomUUID();
    var scored = TestEvents.example("aims.risk.risk.scored.v1", organisation, UUID.randomUUID(), 1,
        data -> data.putArray("linkedCases").add(caseId.toString())).put("correlationid", UUID.randomUUID().toString());
    record(20);
    Neighbours.send(Neighbours.opened(organisation, UUID.randomUUID(), caseId, UUID.randomUUID()), scored);
    sequenced(22);

    var issued = issue("{\"caseId\":\"" + caseId + "\",\"reason\":\"authority asks\"}").statusCode(201)
        .body("entries", equalTo(2));
    var content = content(issued.extract().path("id"));

    assertThat(verify(content)).isInstanceOf(Verdict.Verified.class);
    assertThat(new String(content, StandardCharsets.ISO_8859_1)).contains(scored.get("id").asText());
  }

  @ParameterizedTest
  @CsvSource({"flipped bit, ALTERED", "cut tail, CUT_OFF", "other key, UNKNOWN_KEY"})
  void a_tampered_copy_does_not_verify(String how, Verdict.Reason reason) throws IOException {
    record(5);
    var content = content(issue("{\"reason\":\"audit\"}").statusCode(201).extract().path("id"));
    var copy = content.clone();
    var key = key();

    switch (how) {
      case "flipped bit" -> copy[indexOf(copy, "startedAt") + 2] ^= 1;
      case "cut tail" -> copy = Arrays.copyOf(copy, copy.length * 2 / 3);
      default -> key = keyOf(UUID.randomUUID());
    }

    assertThat(new PackVerifier(List.of(key)).verify(new ByteArrayInputStream(copy)))
        .isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }

  @Test
  void an_altered_row_is_not_handed_out_as_evidence() throws SQLException {
    record(5);
    issue("{\"reason\":\"before\"}").statusCode(201);
    execute(
        "update ledger_entry set body = convert_to(replace(convert_from(body, 'UTF8'), 'CRITICAL', 'MINOR'), 'UTF8')"
            + " where tenant = ? and idx = 2");

    issue("{\"reason\":\"after\"}").statusCode(503)
        .body("detail", containsString("entry 2"))
        .contentType("application/problem+json");
  }

  @Test
  void an_altered_row_with_an_altered_hash_is_noticed_by_the_root() throws SQLException {
    record(5);
    issue("{\"reason\":\"before\"}").statusCode(201);
    execute("update ledger_entry set body = convert_to('{}', 'UTF8'), leaf_hash = sha256('\\x007b7d'::bytea)"
        + " where tenant = ? and idx = 2");

    issue("{\"reason\":\"after\"}").statusCode(503).body("detail", containsString("root"));
  }

  @Test
  void a_pack_that_was_issued_before_an_alteration_is_not_completed() throws SQLException, IOException {
    record(200);
    String id = issue("{\"reason\":\"before\"}").statusCode(201).extract().path("id");
    execute("update ledger_entry set body = convert_to('{}', 'UTF8') where tenant = ? and idx = 150");

    assertThatThrownBy(() -> content(id)).hasStackTraceContaining("Premature end of chunk");
  }

  @Test
  void issuing_is_an_event_that_names_what_was_handed_out() {
    record(3);
    var issued = issue("{\"reason\":\"for the authority\"}").statusCode(201);
    String id = issued.extract().path("id");

    await().atMost(30, SECONDS)
        .untilAsserted(() -> assertThat(TestEvents.emitted("audit"))
            .filteredOn(e -> e.path("subject").asText().equals(id))
            .singleElement()
            .satisfies(e -> assertThat(EventContract.violations(e)).isEmpty())
            .satisfies(e -> assertThat(e.at("/data/sha256").asText()).isEqualTo(issued.extract().path("sha256")))
            .satisfies(e -> assertThat(e.toString()).doesNotContain("authority")));
    as(organisation, Role.EXTERNAL_AUDITOR).get(PATH + "/" + id + "/history")
        .then()
        .statusCode(200)
        .body("items[0].texts.reason", equalTo("for the authority"));
  }

  @Test
  void the_same_key_issues_once() {
    record(2);
    var key = "\"" + UUID.randomUUID() + "\"";
    var body = "{\"reason\":\"once\"}";

    var first = as(organisation, Role.INTERNAL_AUDITOR).header("Idempotency-Key", key).body(body).post(PATH).then();
    sequenced(3);
    var second = as(organisation, Role.INTERNAL_AUDITOR).header("Idempotency-Key", key).body(body).post(PATH).then();

    first.statusCode(201);
    assertThat(second.statusCode(201).extract().asString()).isEqualTo(first.extract().asString());
  }

  @Test
  void packs_are_listed_by_case() {
    var caseId = UUID.randomUUID();
    Neighbours.send(Neighbours.opened(organisation, UUID.randomUUID(), caseId, UUID.randomUUID()));
    sequenced(1);
    String ofCase = issue("{\"caseId\":\"" + caseId + "\",\"reason\":\"r\"}").statusCode(201).extract().path("id");
    String whole = issue("{\"reason\":\"r\"}").statusCode(201).extract().path("id");

    as(organisation, Role.EXTERNAL_AUDITOR).get(PATH).then().body("items.id", contains(whole, ofCase));
    as(organisation, Role.EXTERNAL_AUDITOR).get(PATH + "?caseId=" + caseId)
        .then()
        .body("items.id", contains(ofCase))
        .body("items[0].entries", equalTo(1));
  }

  @Test
  void what_is_not_there_is_not_packed() {
    issue("{\"reason\":\"too early\"}").statusCode(409).body("state", equalTo("EMPTY"));
    record(1);
    var foreignCase = UUID.randomUUID();
    Neighbours.send(
        Neighbours.opened(UUID.randomUUID(), UUID.randomUUID(), foreignCase, UUID.randomUUID()));

    for (var caseId : List.of(UUID.randomUUID(), foreignCase)) {
      issue("{\"caseId\":\"" + caseId + "\",\"reason\":\"r\"}").statusCode(422)
          .body("type", equalTo("urn:aims:problem:unknown-reference"))
          .body("violations[0].field", equalTo("caseId"));
    }
    issue("{}").statusCode(422).body("violations[0].field", equalTo("reason"));
    issue("{\"reason\":\"r\",\"all\":true}").statusCode(400);
    as(organisation, Role.EXTERNAL_AUDITOR).get(PATH).then().body("items", hasSize(0));
  }

  @Test
  void without_a_token_or_role_nothing_is_handed_out() {
    record(1);
    String id = issue("{\"reason\":\"r\"}").statusCode(201).extract().path("id");

    given().get(PATH + "/" + id + "/content").then().statusCode(401).contentType("application/problem+json");
    as(organisation, Role.SYSTEM_OWNER).get(PATH + "/" + id + "/content").then().statusCode(403);
    as(organisation, Role.EXTERNAL_AUDITOR).body("{\"reason\":\"r\"}").post(PATH).then().statusCode(403);
  }

  @Test
  void another_organisations_pack_looks_like_none() {
    record(1);
    String id = issue("{\"reason\":\"r\"}").statusCode(201).extract().path("id");
    var other = UUID.randomUUID();

    for (var path : List.of("", "/content", "/history")) {
      var foreign = as(other, Role.INTERNAL_AUDITOR).get(PATH + "/" + id + path).then().statusCode(404);
      var none = as(other, Role.INTERNAL_AUDITOR).get(PATH + "/" + UUID.randomUUID() + path).then().statusCode(404);
      assertThat(foreign.extract().asString()).isEqualTo(none.extract().asString());
    }
  }

  private void record(int count) {
    var before = size();
    Neighbours.send(IntStream.range(0, count)
        .mapToObj(i -> Neighbours.any(organisation, UUID.randomUUID(), 1))
        .toList());
    sequenced(before + count);
  }

  private void sequenced(long count) {
    await().atMost(30, SECONDS).until(() -> size() >= count);
  }

  private long size() {
    try (var connection = TenancyContract.superuser();
        var select = connection.prepareStatement("select size from ledger where tenant = ?")) {
      select.setObject(1, organisation);
      var row = select.executeQuery();
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = TenancyContract.superuser(); var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organisation);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private ValidatableResponse issue(String body) {
    return as(organisation, Role.INTERNAL_AUDITOR).body(body).post(PATH).then();
  }

  private byte[] content(String id) {
    return as(organisation, Role.EXTERNAL_AUDITOR).get(PATH + "/" + id + "/content")
        .then()
        .statusCode(200)
        .contentType("application/zip")
        .header("Content-Disposition", containsString("attachment; filename=\"EP-"))
        .extract()
        .asByteArray();
  }

  private Verdict verify(byte[] pack) throws IOException {
    return new PackVerifier(List.of(key())).verify(new ByteArrayInputStream(pack));
  }

  private VerifierKey key() {
    return keyOf(organisation);
  }

  private static VerifierKey keyOf(UUID organisation) {
    return VerifierKey.parse(as(organisation, Role.EXTERNAL_AUDITOR).get("/v1/ledger/key").asString().strip());
  }

  private static int indexOf(byte[] content, String text) {
    return new String(content, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
