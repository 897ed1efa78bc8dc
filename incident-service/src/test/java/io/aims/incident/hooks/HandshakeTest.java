package io.aims.incident.hooks;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.sun.net.httpserver.HttpServer;

import io.aims.incident.Acme;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Samples;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** Senders of CloudEvents ask before they deliver, and learn no more than whether they may. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
@QuarkusTestResource(Clouds.class)
class HandshakeTest {
  private static final String EVENT_GRID = "eventgrid.azure.net";
  @Inject
  MeterRegistry meters;

  @Test
  void event_grid_asks_whether_it_is_expected_and_delivers_then() {
    var sender = Sender.of(Profile.EVENT_GRID, Acme.system());

    ask(sender.source(), EVENT_GRID).statusCode(200)
        .header("WebHook-Allowed-Origin", EVENT_GRID)
        .header("WebHook-Allowed-Rate", "120000")
        .header("Allow", "POST")
        .header("Access-Control-Allow-Origin", equalTo(null))
        .body(equalTo(""));
    sender.deliver(Map.of("Content-Type", "application/cloudevents+json; charset=utf-8"),
        Samples.own().bytes("eventgrid-cloudevent.json")).statusCode(202);

    Acme.settled(sender.source());
    assertThat(count("select count(*) from incident where hook_source_id = '%s'", sender.source())).isOne();
  }

  @Test
  void whoever_sends_cloud_events_hears_the_name_that_it_has_given() {
    var sender = Sender.of(Profile.CLOUDEVENTS, Acme.system());

    ask(sender.source(), "Emitter.example.com").statusCode(200)
        .header("WebHook-Allowed-Origin", "Emitter.example.com")
        .header("WebHook-Allowed-Rate", "120000");
    ask(sender.source(), "*").statusCode(403).header("WebHook-Allowed-Origin", equalTo(null));
    given().header("WebHook-Request-Origin", "a.example", "b.example")
        .options("/v1/hooks/" + sender.source())
        .then()
        .statusCode(403);
  }

  @Test
  void what_says_no_looks_the_same_whatever_is_there() {
    var none = ask(UUID.randomUUID().toString(), EVENT_GRID).statusCode(404).extract();
    var disabled = Sender.of(Profile.EVENT_GRID, Acme.system());
    as(Role.GOVERNANCE_OFFICER).header("If-Match", "\"2\"")
        .body("{\"reason\":\"maintenance\"}")
        .post("/v1/hook-sources/" + disabled.source() + "/disabling")
        .then()
        .statusCode(200);

    for (var source : new String[]{"no-uuid", Acme.source(), disabled.source()}) {
      var answer = ask(source, EVENT_GRID).statusCode(404).extract();

      assertThat(answer.asString()).isEqualTo(none.asString());
      assertThat(answer.headers().asList()).extracting("name")
          .isEqualTo(none.headers().asList().stream().map(header -> header.getName()).toList());
    }
  }

  @Test
  void without_an_origin_it_is_no_question() {
    var sender = Sender.of(Profile.EVENT_GRID, Acme.system());

    given().options("/v1/hooks/" + sender.source())
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .header("Allow", "POST")
        .header("WebHook-Allowed-Origin", equalTo(null));
  }

  /** Anybody can ask: a monitor that is silent must not seem to be alive for that. */
  @Test
  void who_only_asks_is_counted_and_not_heard() {
    var sender = Sender.of(Profile.EVENT_GRID, Acme.system());
    var before = permitted();

    ask(sender.source(), EVENT_GRID).statusCode(200);
    ask(sender.source(), "evil.example").statusCode(403);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + sender.source() + "/errors")
            .then()
            .body("items.reason", hasItem("ORIGIN_UNEXPECTED")));
    assertThat(permitted() - before).isEqualTo(1);
    as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + sender.source())
        .then()
        .body("lastRejectedAt", notNullValue())
        .body("$", not(hasKey("lastSeenAt")));
  }

  /** The owner of a source of another profile sees why Event Grid is not answered. */
  @ParameterizedTest
  @EnumSource(names = {"GRAFANA", "NATIVE"})
  void whose_source_it_is_can_see_what_was_asked(Profile profile) {
    var sender = Sender.of(profile, Acme.system());

    ask(sender.source(), EVENT_GRID).statusCode(404);

    await().atMost(30, SECONDS)
        .untilAsserted(() -> as(Role.PLATFORM_ENGINEER).get("/v1/hook-sources/" + sender.source() + "/errors")
            .then()
            .body("items[0].outcome", equalTo("UNKNOWN_SOURCE"))
            .body("items[0].reason", equalTo("HANDSHAKE_NOT_OF_PROFILE")));
  }

  @Test
  void no_address_that_comes_along_is_fetched() throws IOException {
    var fetched = new AtomicInteger();
    var elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext("/", exchange -> {
      fetched.incrementAndGet();
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    elsewhere.start();
    try {
      var address = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/confirm?id=1";
      var source = Sender.of(Profile.EVENT_GRID, Acme.system()).source();

      for (var origin : new String[]{EVENT_GRID, address, "evil.example"}) {
        given().header("WebHook-Request-Origin", origin)
            .header("WebHook-Request-Callback", address)
            .header("Authorization", "Bearer " + Sender.entraToken("api://other"))
            .options("/v1/hooks/" + source);
      }
      // the diary has been written since: whatever the questions had set off would have gone before
      await().atMost(30, SECONDS)
          .until(() -> count("select count(*) from hook_error where source_id = '%s'", source) == 2);

      assertThat(fetched).hasValue(0);
    } finally {
      elsewhere.stop(0);
    }
  }

  @Test
  void a_storm_of_questions_is_two_hundred_rows_that_do_not_say_what_was_asked() {
    var sender = Sender.of(Profile.EVENT_GRID, Acme.system());
    var rows = "select count(*) from hook_error e where source_id = '%s'";
    for (var question = 0; question < 1200; question++) {
      ask(sender.source(), "evil-" + question + ".example").statusCode(403);
    }

    given().contentType("application/json").body("[]").post("/v1/hooks/" + sender.source()).then().statusCode(401);

    await().atMost(30, SECONDS).until(() -> count(rows + " and reason = 'TOKEN_MISSING'", sender.source()) == 1);
    assertThat(count(rows, sender.source())).isLessThanOrEqualTo(200);
    assertThat(count(rows + " and e::text like '%%evil%%'", sender.source())).isZero();
  }

  private static ValidatableResponse ask(String source, String origin) {
    return given().header("WebHook-Request-Origin", origin).options("/v1/hooks/" + source).then();
  }

  private double permitted() {
    return meters.counter("aims.hooks", "profile", "EVENT_GRID", "outcome", "HANDSHAKE", "reason", "ORIGIN_PERMISSION")
        .count();
  }
}
