package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

/** Requests reach the owner of their resource, and answers come back, as they were sent. */
@QuarkusTest
@QuarkusTestResource(World.class)
class ForwardingTest {
  @TestHTTPResource
  URL gateway;

  @ParameterizedTest
  @CsvSource({"/v1/ai-systems,inventory", "/v1/ai-systems/1/bindings,inventory", "/v1/aims/scope,inventory",
      "/v1/incidents/1/triage,incident", "/v1/hooks/1,incident", "/v1/hook-sources,incident",
      "/v1/nonconformities,audit", "/v1/ledger/tiles/0/x001/067.p/5,audit", "/v1/evidence-packs/1,audit",
      "/v1/evidence,audit"})
  void aRequestReachesTheOwnerOfItsResource(String path, String owner) {
    caller().get(path).then().statusCode(200).body("service", equalTo(owner)).body("target", equalTo(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
  void theMethodAndTheQueryArriveAsTheyAre(String method) {
    caller().urlEncodingEnabled(false)
        .request(method, "/v1/models?stage=A&cursor=a%2Fb%3D&name=%C3%A9")
        .then()
        .statusCode(200)
        .body("method", equalTo(method))
        .body("target", equalTo("/v1/models?stage=A&cursor=a%2Fb%3D&name=%C3%A9"));
  }

  @Test
  void theTokenAndTheConditionsArriveAsTheyAre() {
    var token = Forge.good();
    given().auth()
        .oauth2(token)
        .header("If-Match", "\"3\"")
        .header("Idempotency-Key", "\"k\"")
        .contentType("application/merge-patch+json")
        .body("{ \"a\" : 1 }")
        .patch("/v1/models/1")
        .then()
        .body("headers.authorization", contains("Bearer " + token))
        .body("headers.if-match", contains("\"3\""))
        .body("headers.idempotency-key", contains("\"k\""))
        .body("headers.content-type[0]", startsWith("application/merge-patch+json"))
        .body("bytes", equalTo(11));
  }

  @Test
  void aMegabyteArrivesIntact() throws Exception {
    var body = bytes(1 << 20);
    caller().contentType("application/octet-stream")
        .body(body)
        .post("/v1/imports")
        .then()
        .statusCode(200)
        .body("bytes", equalTo(body.length))
        .body("sha256", equalTo(sha256(body)))
        .body("headers.content-length", contains(Integer.toString(body.length)));
  }

  @Test
  void aBodyWithoutAnnouncedLengthIsStreamedOn() throws Exception {
    var body = bytes(300_000);
    var request = HttpRequest.newBuilder(URI.create(gateway + "v1/imports"))
        .header("Authorization", "Bearer " + Forge.good())
        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
        .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).contains(sha256(body)).contains("\"transfer-encoding\":[\"chunked\"]");
    }
  }

  @Test
  void aLongAnswerComesBackWhole() {
    var answer = caller().get("/v1/models?do=long").then().statusCode(200).extract().asByteArray();
    assertThat(answer).hasSize(3 << 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 404, 409, 500})
  void anAnswerWithoutBodyComesBackAsItIs(int status) {
    caller().get("/v1/models?do=status-" + status)
        .then()
        .statusCode(status)
        .header("Transfer-Encoding", nullValue());
    caller().get("/v1/models").then().statusCode(200);
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() {
    caller().get("/v1/models?do=status-304").then().statusCode(304);
    caller().get("/v1/models").then().statusCode(200);
  }

  @Test
  void headIsAnsweredWithoutBody() {
    caller().head("/v1/models").then().statusCode(200).header("Content-Type", "application/json");
  }

  @Test
  void aLocationIsRelativeToTheAddressTheCallerKnows() {
    caller().post("/v1/models?do=created")
        .then()
        .statusCode(201)
        .header("Location", "/v1/models/1")
        .header("ETag", "\"7\"");
  }

  @Test
  void versionsTravelBothWays() {
    caller().header("Aims-After", "inventory-service.1.6, incident-service.2.1")
        .post("/v1/models?do=created")
        .then()
        .statusCode(201)
        .header("Aims-Version", "inventory-service.1.7")
        .body("headers.aims-after[0]", equalTo("inventory-service.1.6, incident-service.2.1"));
  }

  @Test
  void answersTellNothingOfOurInside() {
    caller().get("/v1/models?do=inside")
        .then()
        .statusCode(200)
        .header("Server", nullValue())
        .header("X-Powered-By", nullValue())
        .header("Keep-Alive", nullValue())
        .header("Cache-Control", "private, max-age=5")
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void answersAreNotKeptByCachesUnlessTheServiceSaysSo() {
    caller().get("/v1/models").then().header("Cache-Control", "no-store");
  }

  @Test
  void whatOnlyAProxyMaySayIsReplacedByTheTruth() {
    caller().headers("X-Forwarded-For", "6.6.6.6", "X-Forwarded-Host", "evil.example", "X-Forwarded-Prefix", "/evil",
        "Forwarded", "for=6.6.6.6", "X-Original-URL", "/q/health", "X-Rewrite-URL", "/q/health", "X-Real-IP", "6.6.6.6",
        "X-Aims-Tenant", "b2", "X-Tenant-Id", "b2", "X-HTTP-Method-Override", "DELETE", "Cookie", "q_session=1")
        .post("/v1/models")
        .then()
        .body("method", equalTo("POST"))
        .body("headers.x-forwarded-for", contains("127.0.0.1"))
        .body("headers.x-forwarded-proto", contains("http"))
        .body("headers.x-forwarded-host", contains(gateway.getAuthority()))
        .body("headers.keySet()", not(hasItem("x-forwarded-prefix")))
        .body("headers.keySet()", not(hasItem("forwarded")))
        .body("headers.keySet()", not(hasItem("x-original-url")))
        .body("headers.keySet()", not(hasItem("x-rewrite-url")))
        .body("headers.keySet()", not(hasItem("x-real-ip")))
        .body("headers.keySet()", not(hasItem("x-aims-tenant")))
        .body("headers.keySet()", not(hasItem("x-tenant-id")))
        .body("headers.keySet()", not(hasItem("x-http-method-override")))
        .body("headers.keySet()", not(hasItem("cookie")));
  }

  @Test
  void fieldsOfOneConnectionEndHere() {
    caller()
        .headers("Connection", "keep-alive, X-Secret-Hop", "X-Secret-Hop", "1", "TE", "trailers", "Proxy-Connection",
            "keep-alive", "Keep-Alive", "timeout=5")
        .get("/v1/models")
        .then()
        .statusCode(200)
        .body("headers.keySet()", not(hasItem("x-secret-hop")))
        .body("headers.keySet()", not(hasItem("te")))
        .body("headers.keySet()", not(hasItem("proxy-connection")))
        .body("headers.keySet()", not(hasItem("keep-alive")));
  }

  @Test
  void aTraceIsContinued() {
    caller().header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .get("/v1/models")
        .then()
        .body("headers.traceparent", hasSize(1))
        .body("headers.traceparent[0]",
            matchesPattern("00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331).{16}-01"));
  }

  @Test
  void aTraceIsBegunWhereThereIsNone() {
    caller().get("/v1/models").then().body("headers.traceparent[0]", matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
  }

  @Test
  void theRequestKeepsItsIdAllTheWay() {
    caller().header("X-Request-Id", "portal-7f3a")
        .get("/v1/models")
        .then()
        .header("X-Request-Id", "portal-7f3a")
        .body("headers.x-request-id", contains("portal-7f3a"));
  }

  @Test
  void anIdThatCouldForgeALogLineIsReplaced() {
    caller().header("X-Request-Id", "a\",\"level\":\"INFO")
        .get("/v1/models")
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
  }

  @Test
  void whoWaitsForAGoAheadGetsOne() throws Exception {
    var body = bytes(100_000);
    var request = HttpRequest.newBuilder(URI.create(gateway + "v1/imports"))
        .header("Authorization", "Bearer " + Forge.good())
        .expectContinue(true)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).contains(sha256(body)).doesNotContain("expect");
    }
  }

  private static RequestSpecification caller() {
    return given().auth().oauth2(Forge.good());
  }

  private static byte[] bytes(int length) {
    var bytes = new byte[length];
    new Random(42).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
