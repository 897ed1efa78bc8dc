package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.local.story.Portal;

/**
 * Every kind of monitor delivers through the gateway with its own headers and signature, clouds included, and what users
 * see of it is what its recording says; who shows nothing or too much is told what the documentation says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendersJourney {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOO_LARGE = 512 * 1024 + 1;
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");
  private final Portal.Account engineer = stack.portal().as("platform-engineer", "acme");
  private final Map<Recording, Sent> sent = new LinkedHashMap<>();
  private final Map<Monitor, HookSource> idle = new EnumMap<>(Monitor.class);
  private String system;
  private Heard heard;

  private record Sent(HookSource source, Signing.Delivery delivery, HttpResponse<String> answer) {}

  /** All of them first: the stack works on them while one after the other is looked at. */
  @BeforeAll
  void all_monitors_report() {
    assumeTrue(StackLifecycle.OURS, "a stack that runs already was told of no cloud of ours");
    system = acme.register("Watched by all " + UUID.randomUUID());
    heard = new Heard(stack.portal().as("incident-responder", "acme"), system);
    for (var recording : Recording.all()) {
      var source = HookSource.register(stack, engineer, recording.monitor(), system);
      var delivery = source.signed(recording.headers(), recording.body());
      sent.put(recording, new Sent(source, delivery, source.send(delivery)));
    }
    for (var monitor : Monitor.values()) {
      idle.put(monitor, HookSource.register(stack, engineer, monitor, system));
    }
  }

  static List<Recording> recordings() {
    return Recording.all();
  }

  @Test
  void each_profile_has_a_monitor_here_and_each_monitor_a_recording() throws Exception {
    var document = JSON.readTree(stack.portal().as("employee", "acme").get("/v1/openapi.json").expect(200).bytes());
    var profiles = JSON.convertValue(document.findValue("incident.Profile").path("enum"), String[].class);

    assertThat(Stream.of(Monitor.values()).map(Monitor::name)).containsExactlyInAnyOrder(profiles);
    assertThat(recordings().stream().map(Recording::monitor).collect(Collectors.toSet())).contains(Monitor.values());
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void a_recorded_delivery_means_what_its_index_says(Recording recording) throws Exception {
    var source = sent.get(recording).source();
    var answer = sent.get(recording).answer();
    var success = recording.monitor().success();
    var outcome = recording.outcome();
    if (outcome.startsWith("rejected ")) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat("rejected " + heard.refusal(source)).isIn(outcome, unsigned(recording.monitor()));
      nothingIsKept(source);
    } else if (outcome.startsWith("quarantined")) {
      assertThat(answer.statusCode()).isEqualTo(success);
      assertThat(heard.delivery(source).path("state").asText()).isEqualTo("QUARANTINED");
      assertThat("quarantined " + heard.delivery(source).path("cause").asText()).startsWith(outcome);
      assertThat(heard.signals(source)).isEmpty();
    } else if (outcome.startsWith("ignored ")) {
      assertThat(answer.statusCode()).isEqualTo(success);
      nothingIsKept(source);
    } else if (!understood(recording)) {
      shaken(sent.get(recording));
      assertThat(heard.signals(source)).isEmpty();
    } else {
      assertThat(answer.statusCode()).isEqualTo(success);
      taken(recording, source);
    }
  }

  /** Where the sender stands in the body, one that can't hold it is refused before it is read. */
  private static String unsigned(Monitor monitor) {
    return monitor == Monitor.EVENT_GRID || monitor == Monitor.SNS ? "rejected MESSAGE_MALFORMED" : "";
  }

  private static boolean understood(Recording recording) {
    return !recording.signals().isEmpty() || recording.outcome().startsWith("[");
  }

  private void taken(Recording recording, HookSource source) {
    var delivery = heard.delivery(source);
    assertThat(delivery.path("state").asText()).isEqualTo("PROCESSED");
    assertThat(delivery.path("signals").asInt()).isEqualTo(recording.signals().size());
    Heard.assertAlike(recording.signals(), heard.signalsWithTheirIncidents(source, recording.signals().size()));
    if (recording.outcome().startsWith("[")) {
      assertThat(heard.news(source, 1)).hasToString(recording.outcome());
    }
  }

  /** Neither signals nor news, and no word of an outcome: a question whether we expect it, or a life-cycle event. */
  private static void shaken(Sent sent) throws Exception {
    var monitor = sent.source().monitor();
    var answer = sent.answer();
    if (monitor != Monitor.SNS && monitor != Monitor.EVENT_GRID) {
      assertThat(answer.statusCode()).isEqualTo(monitor.success());
      return;
    }
    assertThat(answer.statusCode()).isEqualTo(200);
    var asked = JSON.readTree(sent.delivery().body());
    if (monitor == Monitor.EVENT_GRID) {
      assertThat(JSON.readTree(answer.body()).path("validationResponse")).isEqualTo(asked.findValue("validationCode"));
      return;
    }
    assertThat(Cloud.get().confirmed().stream().filter(query -> query.endsWith(asked.path("Token").asText())))
        .hasSize(asked.path("Type").asText().equals("SubscriptionConfirmation") ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void who_shows_nothing_is_not_believed(Monitor monitor) {
    var recording = recordings().stream().filter(each -> each.monitor() == monitor).findFirst().orElseThrow();
    var source = idle.get(monitor);

    assertThat(source.send(forged(source, recording)).statusCode()).isEqualTo(401);
    nothingIsKept(source);
  }

  /** As the monitor would send it, but for the one thing that only it has. */
  private static Signing.Delivery forged(HookSource source, Recording recording) {
    var signed = source.signed(recording.headers(), recording.body());
    return switch (source.monitor()) {
      case ALERTMANAGER, CLOUDEVENTS, EVENTBRIDGE, EVENT_GRID, PUBSUB, DATADOG -> signed.without("Authorization");
      case HUGGING_FACE -> signed.with("X-Webhook-Secret", source.secret() + "?");
      case GRAFANA, MLFLOW, LANGFUSE, NATIVE -> signed.with(another(signed.body()));
      case PAGERDUTY -> Signing.of(Monitor.PAGERDUTY, source.secret() + "?", recording.headers(), recording.body());
      case SNS -> signed.with(new String(signed.body(), StandardCharsets.UTF_8).replace("AlarmName", "AlarmNames")
          .getBytes(StandardCharsets.UTF_8));
    };
  }

  private static byte[] another(byte[] body) {
    return (new String(body, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void what_is_too_large_of_another_type_or_for_nobody_is_told_so(Monitor monitor) {
    var source = idle.get(monitor);
    var genuine = source.signed(Map.of(), EMPTY);
    var path = "/v1/hooks/" + source.id();
    var large = new byte[TOO_LARGE];

    assertThat(source.ask(genuine.with(large)).statusCode()).as("announced").isEqualTo(413);
    assertThat(source.send(path, genuine.headers(),
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))).statusCode()).as("in pieces")
        .isEqualTo(413);
    assertThat(source.send(genuine.with("Content-Type", "text/html")).statusCode()).isEqualTo(415);
    for (var nobody : List.of("/v1/hooks/" + UUID.randomUUID(), "/v1/hooks/no-id", path + "/more")) {
      var answer = source.send(nobody, genuine.headers(), BodyPublishers.ofByteArray(genuine.body()));
      assertThat(answer.statusCode()).as(nobody).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }
    nothingIsKept(source);
  }

  @Test
  void a_topic_that_is_not_registered_is_forbidden_and_nothing_is_fetched_for_it() {
    var source = idle.get(Monitor.SNS);
    var subscription = recordings().stream()
        .filter(recording -> recording.file().equals("sns-subscription.json"))
        .findFirst()
        .orElseThrow();
    var signed = source.signed(subscription.headers(), subscription.body());
    var before = Cloud.get().confirmed();
    var elsewhere = new String(signed.body(), StandardCharsets.UTF_8).replace(Monitor.TOPIC, Monitor.TOPIC + "-2");

    var answer = source.send(signed.with(elsewhere.getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Cloud.get().confirmed()).isEqualTo(before);
  }

  private void nothingIsKept(HookSource source) {
    assertThat(heard.deliveries(source)).isEmpty();
    assertThat(heard.signals(source)).isEmpty();
  }
}
