package io.aims.platform.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.test.TestDirectory.Member;

/** The directory of component tests answers whom Keycloak would answer, and fails as Keycloak might. */
class DirectoryTestResourceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final UUID ADA = UUID.fromString("a1000000-0000-4000-8000-000000000010");
  private final DirectoryTestResource resource = new DirectoryTestResource();
  private Map<String, String> settings;

  @BeforeEach
  void start() {
    settings = resource.start();
    TestDirectory.enter(TestRealm.ACME, Member.of(ADA, "ada@acme.example"));
  }

  @AfterEach
  void stop() {
    resource.stop();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(settings.get("aims.directory.url") + path))
        .timeout(Duration.ofMillis(500));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder grant(String more) {
    return request("/realms/%s/protocol/openid-connect/token".formatted(settings.get("aims.directory.realm")))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("grant_type=client_credentials" + more));
  }

  private String token() throws IOException, InterruptedException {
    var answer = send(grant("&client_id=aims-directory&client_secret=" + settings.get("aims.directory.secret")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("expires_in").asInt()).isEqualTo(60);
    return json(answer).path("access_token").asText();
  }

  private HttpResponse<String> look(UUID organisation, UUID user, String token)
      throws IOException, InterruptedException {
    return send(request("/admin/realms/%s/organizations/%s/members/%s".formatted(settings.get("aims.directory.realm"),
        organisation, user)).header("Authorization", "Bearer " + token));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  @Test
  void tells_the_address_of_a_member() throws Exception {
    var answer = look(TestRealm.ACME, ADA, token());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("email").asText()).isEqualTo("ada@acme.example");
    assertThat(json(answer).path("emailVerified").asBoolean()).isTrue();
    assertThat(json(answer).path("enabled").asBoolean()).isTrue();
    assertThat(TestDirectory.asked()).containsExactly(TestRealm.ACME + "/" + ADA);
  }

  @Test
  void tells_what_is_wrong_with_an_account() throws Exception {
    TestDirectory.enter(TestRealm.ACME, Member.of(ADA, "ada@acme.example").unverified());
    assertThat(json(look(TestRealm.ACME, ADA, token())).path("emailVerified").asBoolean()).isFalse();

    TestDirectory.enter(TestRealm.ACME, Member.of(ADA, "ada@acme.example").disabled());
    assertThat(json(look(TestRealm.ACME, ADA, token())).path("enabled").asBoolean()).isFalse();

    TestDirectory.enter(TestRealm.ACME, Member.of(ADA, "ada@acme.example").withoutAddress());
    assertThat(json(look(TestRealm.ACME, ADA, token())).has("email")).isFalse();
  }

  @Test
  void knows_nobody_else() throws Exception {
    assertThat(look(TestRealm.GLOBEX, ADA, token()).statusCode()).isEqualTo(404);
    assertThat(look(TestRealm.ACME, UUID.randomUUID(), token()).statusCode()).isEqualTo(404);

    TestDirectory.strike(TestRealm.ACME, ADA);

    assertThat(look(TestRealm.ACME, ADA, token()).statusCode()).isEqualTo(404);
  }

  @Test
  void gives_tokens_to_its_client_only() throws Exception {
    var basic = Base64.getEncoder()
        .encodeToString(("aims-directory:" + settings.get("aims.directory.secret")).getBytes(StandardCharsets.UTF_8));

    assertThat(send(grant("").header("Authorization", "Basic " + basic)).statusCode()).isEqualTo(200);
    assertThat(send(grant("&client_id=aims-directory&client_secret=guessed")).statusCode()).isEqualTo(401);
    assertThat(send(grant("")).statusCode()).isEqualTo(401);
    assertThat(TestDirectory.tokensGiven()).isEqualTo(1);
  }

  @Test
  void answers_nobody_without_a_token_that_is_valid() throws Exception {
    var token = token();
    TestDirectory.revokeTokens();

    assertThat(look(TestRealm.ACME, ADA, token).statusCode()).isEqualTo(401);
    assertThat(look(TestRealm.ACME, ADA, "guessed").statusCode()).isEqualTo(401);
    assertThat(TestDirectory.asked()).isEmpty();
    assertThat(look(TestRealm.ACME, ADA, token()).statusCode()).isEqualTo(200);
  }

  @Test
  void fails_and_serves_again() throws Exception {
    var token = token();
    TestDirectory.failForNow();

    assertThat(look(TestRealm.ACME, ADA, token).statusCode()).isEqualTo(503);
    assertThat(send(grant("")).statusCode()).isEqualTo(503);

    TestDirectory.serve();
    assertThat(look(TestRealm.ACME, ADA, token).statusCode()).isEqualTo(200);
  }

  @Test
  void hangs_and_serves_again() throws Exception {
    var token = token();
    TestDirectory.hang();

    assertThatThrownBy(() -> look(TestRealm.ACME, ADA, token)).isInstanceOf(HttpTimeoutException.class);

    TestDirectory.serve();
    assertThat(look(TestRealm.ACME, ADA, token).statusCode()).isEqualTo(200);
  }
}
