package io.aims.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** A storm of one hook source waits; nothing of it reaches its owner, and no other source notices. */
@QuarkusTest
@QuarkusTestResource(World.class)
@TestProfile(HookQuotaTest.ThreeAtOnce.class)
class HookQuotaTest {
  @ConfigProperty(name = "aims.incident.url")
  String incident;

  /** Of a sender three at once for each source, seven for all; after that, one a second. */
  public static class ThreeAtOnce implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("aims.gateway.quota.per-second", "1", "aims.gateway.quota.burst", "3",
          "aims.gateway.quota.hooks-per-second", "1", "aims.gateway.quota.hooks-burst", "7");
    }
  }

  /** 127.0.0.0/8 is this machine: each sender has an address of its own. */
  private final Sender sender = new Sender(null);

  @Test
  void whatIsTooMuchIsToldToComeBackAndReachesNobody() throws Exception {
    var source = UUID.randomUUID();
    var before = reached();

    var granted = deliverUntilRefused(sender, () -> source);

    assertThat(granted).isGreaterThanOrEqualTo(3);
    assertThat(reached() - before).isEqualTo(granted);
  }

  @Test
  void questionsCountLikeDeliveries() throws Exception {
    var source = UUID.randomUUID();
    var before = reached();
    var granted = 0;
    while (sender.ask(source) == 200) {
      granted += 1;
      assertThat(granted).as("there is a quota").isLessThan(60);
    }

    assertThat(sender.deliver(source)).isEqualTo(503);
    assertThat(reached() - before).isEqualTo(granted);
  }

  @Test
  void itIsToldWhenToComeBack() throws Exception {
    var source = UUID.randomUUID();
    deliverUntilRefused(sender, () -> source);

    var refused = sender.last;

    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.headers().allValues("RateLimit")).containsExactly("\"source\";r=0;t=1");
    assertThat(refused.body()).contains("urn:aims:problem:not-ready", "quota");
  }

  @Test
  void anotherSourceOfTheSameSenderIsNotAffected() throws Exception {
    var source = UUID.randomUUID();
    deliverUntilRefused(sender, () -> source);

    assertThat(sender.deliver(UUID.randomUUID())).isEqualTo(200);
    assertThat(sender.last.headers().allValues("RateLimit-Policy")).containsExactly("\"source\";q=1;w=1",
        "\"sender\";q=1;w=1");
  }

  @Test
  void whoKnowsAnAddressCannotKeepItsOwnSenderOut() throws Exception {
    var source = UUID.randomUUID();
    deliverUntilRefused(new Sender(null), () -> source);

    assertThat(sender.deliver(source)).isEqualTo(200);
  }

  @Test
  void aSourceWrittenInAnotherWayIsTheSameOne() throws Exception {
    var source = UUID.randomUUID().toString();
    deliverUntilRefused(sender, () -> source);
    deliverUntilRefused(sender, () -> source.toUpperCase(Locale.ROOT));

    assertThat(sender.last.headers().allValues("RateLimit")).as("not for all that it has sent")
        .containsExactly("\"source\";r=0;t=1");
  }

  @Test
  void madeUpSourcesAreBoundedTogether() throws Exception {
    assertThat(deliverUntilRefused(sender, UUID::randomUUID)).isGreaterThanOrEqualTo(7);

    assertThat(sender.last.headers().allValues("RateLimit")).containsExactly("\"source\";r=2;t=0",
        "\"sender\";r=0;t=1");
  }

  @Test
  void aStormLeavesTheClientsOtherRequestsAndOtherOrganisationsAlone() throws Exception {
    var source = UUID.randomUUID();
    var client = "monitor-" + source;
    deliverUntilRefused(new Sender(TestRealm.machine(TestRealm.ACME, client, "hook-sender")), () -> source);

    assertThat(new Sender(TestRealm.machine(TestRealm.GLOBEX, client, "hook-sender")).deliver(source)).isEqualTo(200);
    RestAssured.given()
        .auth()
        .oauth2(TestRealm.machine(TestRealm.ACME, client, "gate-reader"))
        .get("/v1/clearances")
        .then()
        .statusCode(200);
  }

  /** How many were granted; a slow machine grants some more, one a second. */
  private static int deliverUntilRefused(Sender sender, Supplier<?> source) throws IOException, InterruptedException {
    var granted = 0;
    while (sender.deliver(source.get()) == 200) {
      granted += 1;
      assertThat(granted).as("there is a quota").isLessThan(60);
    }
    assertThat(sender.last.statusCode()).isEqualTo(503);
    return granted;
  }

  private int reached() {
    return RestAssured.get(incident + "/seen").jsonPath().getInt("requests");
  }

  /** A monitor at an address of its own. */
  private static final class Sender {
    private static int addresses;
    private final HttpClient http;
    private final String token;
    private HttpResponse<String> last;

    Sender(String token) {
      this.token = token;
      this.http = HttpClient.newBuilder().localAddress(ownAddress()).build();
    }

    private static synchronized InetAddress ownAddress() {
      try {
        addresses += 1;
        return InetAddress.getByAddress(new byte[]{127, 0, 1, (byte) addresses});
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    int deliver(Object source) throws IOException, InterruptedException {
      return send(at(source).header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));
    }

    int ask(Object source) throws IOException, InterruptedException {
      return send(at(source).header("WebHook-Request-Origin", "eventgrid.azure.net")
          .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static HttpRequest.Builder at(Object source) {
      return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/hooks/" + source));
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      last = http.send(request.build(), BodyHandlers.ofString());
      return last.statusCode();
    }
  }
}
