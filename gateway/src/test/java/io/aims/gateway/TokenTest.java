package io.aims.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;

import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Only a fresh token of the realm, for this API, of a member of one organisation, opens the door (RFC 8725). */
@QuarkusTest
@QuarkusTestResource(World.class)
class TokenTest {

  @Test
  void aGoodTokenOpens() {
    with(Forge.good()).get("/v1/models").then().statusCode(200);
  }

  @Test
  void aGoodTokenOpensAgainWithoutBeingVerifiedAnew() {
    var token = Forge.good();
    with(token).get("/v1/models").then().statusCode(200);
    with(token).get("/v1/models").then().statusCode(200);
  }

  @Test
  void aMachineOpensWithItsBareOrganisation() {
    with(TestRealm.machine(TestRealm.GLOBEX, "globex-deployment-gate", "gate-reader")).get("/v1/clearances")
        .then()
        .statusCode(200);
  }

  @Test
  void noTokenIsRefused() {
    refused(given().get("/v1/models").then());
    refused(given().get("/v1/ai-systems/" + Scenery.SYSTEM + "360/overview").then());
    refused(given().header("Authorization", "Basic YTpi").get("/v1/models").then());
    refused(given().header("Authorization", "Bearer").get("/v1/models").then());
    refused(given().header("Authorization", "Bearer not-a-jwt").get("/v1/models").then());
  }

  @Test
  void aTokenInQueryOrFormIsNone() {
    var token = Forge.good();
    refused(given().queryParam("access_token", token).get("/v1/models").then());
    refused(given().formParam("access_token", token).post("/v1/models").then());
  }

  static Stream<Arguments> forgeries() {
    var good = Forge.good();
    var key = Forge.realmPublicKey().getEncoded();
    var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(key)
        + "\n-----END PUBLIC KEY-----\n";
    var parts = good.split("\\.");
    var other = Forge.claims(claims -> claims.put("sub", "other")).split("\\.");
    return Stream.of(
        Arguments.of("no signature: none", Forge.unsigned("none")),
        Arguments.of("no signature: None", Forge.unsigned("None")),
        Arguments.of("no signature: nOnE", Forge.unsigned("nOnE")),
        Arguments.of("public key as secret, DER", Forge.maced(key)),
        Arguments.of("public key as secret, PEM", Forge.maced(pem.getBytes(StandardCharsets.US_ASCII))),
        Arguments.of("other claims, same signature", parts[0] + "." + other[1] + "." + parts[2]),
        Arguments.of("shortened signature", good.substring(0, good.length() - 4)),
        Arguments.of("another key", Forge.signedBy(Forge.newKey(), header -> {})),
        Arguments.of("ES256 announced", Forge.header(header -> header.put("alg", "ES256"))),
        Arguments.of("RS512 announced", Forge.header(header -> header.put("alg", "RS512"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void aForgedTokenIsRefused(String how, String token) {
    refused(with(token).get("/v1/models").then());
  }

  static Stream<Arguments> strangers() {
    var now = Instant.now().getEpochSecond();
    return Stream.of(
        stranger("expired 31 seconds ago", claims -> claims.put("iat", now - 331).put("exp", now - 31)),
        stranger("without expiry", claims -> claims.remove("exp")),
        stranger("expiry as text", claims -> claims.put("exp", Long.toString(now + 300))),
        stranger("another realm of the same server",
            claims -> claims.put("iss", claims.get("iss").asText().replace("/aims", "/other"))),
        stranger("without issuer", claims -> claims.remove("iss")),
        stranger("for another audience", claims -> claims.putArray("aud").add("account")),
        stranger("for a single service", claims -> claims.put("aud", "inventory")),
        stranger("for nobody", claims -> claims.remove("aud")),
        stranger("an ID token", claims -> claims.put("typ", "ID")),
        stranger("a refresh token", claims -> claims.put("typ", "Refresh")),
        stranger("without type", claims -> claims.remove("typ")),
        stranger("without subject", claims -> claims.remove("sub")));
  }

  private static Arguments stranger(String how, Consumer<ObjectNode> change) {
    return Arguments.of(how, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void aTokenThatIsNotMeantForUsIsRefused(String how, Consumer<ObjectNode> change) {
    refused(with(Forge.claims(change)).get("/v1/models").then());
  }

  @Test
  void clocksMayDifferByHalfAMinute() {
    var now = Instant.now().getEpochSecond();
    with(Forge.claims(claims -> claims.put("iat", now - 320).put("exp", now - 20))).get("/v1/models")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "../../dev/null", "x' OR 1=1"})
  void anUnknownKeyIsRefused(String kid) {
    refused(with(Forge.header(header -> header.put("kid", kid))).get("/v1/models").then());
  }

  @Test
  void aThousandUnknownKeysDoNotMakeAThousandFetches() throws Exception {
    var before = FakeKeycloak.count("keys");
    var begun = System.nanoTime();
    refused(with(Forge.header(header -> header.put("kid", "k".repeat(10_000)))).get("/v1/models").then());
    for (var i = 0; i < 1_000; i++) {
      var kid = "kid-" + i;
      with(Forge.header(header -> header.put("kid", kid))).get("/v1/models").then().statusCode(401);
    }
    // at most one in ten seconds, however long a thousand requests take
    var seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    assertThat(FakeKeycloak.count("keys") - before).isLessThanOrEqualTo((int) (seconds / 10) + 1);
    with(Forge.good()).get("/v1/models").then().statusCode(200);
  }

  @Test
  void aKeyThatTheTokenBringsAlongIsNotTrustedNorFetched() throws IOException {
    var asked = new AtomicInteger();
    var attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    attacker.createContext("/", http -> {
      asked.incrementAndGet();
      http.sendResponseHeaders(404, -1);
      http.close();
    });
    attacker.start();
    try {
      var url = "http://127.0.0.1:" + attacker.getAddress().getPort() + "/";
      var key = Forge.newKey();
      for (Consumer<ObjectNode> trick : List.<Consumer<ObjectNode>>of(
          header -> header.put("jku", url).remove("kid"),
          header -> header.put("x5u", url).remove("kid"),
          header -> header.put("jku", url).put("kid", "attacker"),
          header -> header.putArray("x5c").add(Base64.getEncoder().encodeToString(key.getPublic().getEncoded())),
          header -> header.putObject("jwk")
              .put("kty", "RSA")
              .put("n", Base64.getUrlEncoder().encodeToString(key.getPublic().getEncoded()))
              .put("e", "AQAB"))) {
        refused(with(Forge.signedBy(key, trick)).get("/v1/models").then());
      }
      assertThat(asked).hasValue(0);
    } finally {
      attacker.stop(0);
    }
  }

  static Stream<Arguments> outsiders() {
    return Stream.of(
        stranger("no organisation", claims -> claims.remove("org_id")),
        stranger("two organisations", claims -> claims.putObject("org_id")
            .<ObjectNode>set("acme", id(TestRealm.ACME.toString()))
            .set("globex", id(TestRealm.GLOBEX.toString()))),
        stranger("an organisation without id", claims -> claims.putObject("org_id").putObject("acme")),
        stranger("an organisation that is no id", claims -> claims.put("org_id", "acme")),
        stranger("no role of this API", claims -> {
          claims.remove("resource_access");
          claims.putObject("realm_access").putArray("roles").add("governance-officer");
        }));
  }

  private static ObjectNode id(String id) {
    return new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode().put("id", id);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outsiders")
  void whoBelongsToNoOneOrganisationOrHasNoRoleIsForbidden(String who, Consumer<ObjectNode> change) {
    with(Forge.claims(change)).get("/v1/models")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:aims:problem:forbidden"))
        .header("WWW-Authenticate", nullValue());
  }

  @Test
  void hooksPassWithoutATokenSinceTheirSecretsAreCheckedByTheirOwner() {
    given().body("{}").post("/v1/hooks/1").then().statusCode(200).body("service", equalTo("incident"));
    with("an-opaque-secret").body("{}")
        .post("/v1/hooks/1")
        .then()
        .statusCode(200)
        .body("headers.authorization[0]", equalTo("Bearer an-opaque-secret"));
  }

  @Test
  void aTokenOfTheRealmIsVerifiedOnHooksToo() {
    var sender = TestRealm.machine(TestRealm.ACME, "acme-credit-scoring-monitor", "hook-sender");
    with(sender).body("{}").post("/v1/hooks/1").then().statusCode(200);
    refused(with(Forge.unsigned("none")).body("{}").post("/v1/hooks/1").then());
    refused(with(Forge.claims(claims -> claims.put("iat", 1).put("exp", 2))).body("{}").post("/v1/hooks/1").then());
  }

  @Test
  void anotherIssuersTokenPassesOnHooksAndNowhereElse() {
    var foreign = Forge.claims(claims -> claims.put("iss", "https://accounts.google.com"));
    with(foreign).body("{}")
        .post("/v1/hooks/1")
        .then()
        .statusCode(200)
        .body("headers.authorization[0]", equalTo("Bearer " + foreign));
    with("two.dots.secret").body("{}").post("/v1/hooks/1").then().statusCode(200);
    refused(with(foreign).get("/v1/models").then());
  }

  private static RequestSpecification with(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static void refused(ValidatableResponse answer) {
    answer.statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .contentType("application/problem+json")
        .body("type", equalTo("urn:aims:problem:unauthenticated"))
        .body("status", equalTo(401))
        .body("detail", nullValue());
  }
}
