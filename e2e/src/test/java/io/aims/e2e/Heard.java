package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.local.story.Answer;
import io.aims.local.story.Portal;

/** What users see of what a hook source has delivered: its signals, their incidents, news, and what was refused. */
final class Heard {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> EVERYWHERE = List.of("kind", "severity", "status");
  private static final List<String> IN_INCIDENTS = List.of("systemRef", "modelRef", "upstreamKey", "startsAt", "endsAt",
      "metric", "value", "threshold", "summary");
  private final Portal.Account responder;
  private final String system;

  Heard(Portal.Account responder, String system) {
    this.responder = responder;
    this.system = system;
  }

  /** The one delivery of this source, after it had its effects or was set aside. */
  JsonNode delivery(HookSource source) {
    var found = until("/v1/deliveries?sourceId=" + source.id(), answer -> settled(items(answer)));
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static boolean settled(List<JsonNode> deliveries) {
    return !deliveries.isEmpty()
        && deliveries.stream().noneMatch(delivery -> delivery.path("state").asText().equals("QUEUED"));
  }

  List<JsonNode> deliveries(HookSource source) {
    return items(responder.get("/v1/deliveries?sourceId=" + source.id()).expect(200));
  }

  List<JsonNode> signals(HookSource source) {
    return items(responder.get("/v1/signals?sourceId=" + source.id()).expect(200));
  }

  /** The signals as {@code /v1/signals} has them, and where one has opened or joined an incident what is told there. */
  List<JsonNode> signalsWithTheirIncidents(HookSource source, int expected) {
    var signals = until("/v1/signals?sourceId=" + source.id(), answer -> items(answer).size() >= expected);
    for (var signal : signals) {
      if (signal.path("status").asText().equals("FIRING")) {
        ((ObjectNode) signal).setAll((ObjectNode) inIncident(signal));
      }
    }
    return signals;
  }

  /** A signal that fires is in the one incident of its kind. */
  private JsonNode inIncident(JsonNode signal) {
    var list = "/v1/incidents?systemId=" + system + "&kind=" + signal.path("kind").asText();
    var incident = until(list, answer -> !items(answer).isEmpty()).getFirst();
    var key = signal.path("signalKey").asText();
    var found = Portal.until(PATIENCE, () -> responder.get("/v1/incidents/" + incident.path("id").asText()),
        answer -> answer.status() == 200 && counted(answer, key).isPresent());
    return counted(found, key).orElseThrow();
  }

  private static Optional<JsonNode> counted(Answer incident, String key) {
    return StreamSupport.stream(incident.body().path("signals").spliterator(), false)
        .filter(counted -> counted.path("signalKey").asText().equals(key))
        .findFirst();
  }

  /** What registries have told by this source, in the words of a recording's outcome. */
  List<String> news(HookSource source, int expected) {
    var path = "/v1/ai-systems/" + system + "/notices?limit=200";
    return of(source, until(path, answer -> of(source, items(answer)).size() >= expected)).stream()
        .map(Heard::words)
        .toList();
  }

  private static List<JsonNode> of(HookSource source, List<JsonNode> notices) {
    return notices.stream().filter(notice -> notice.path("sourceId").asText().equals(source.id())).toList();
  }

  private static String words(JsonNode notice) {
    var facts = new TreeMap<String, String>();
    notice.path("facts").properties().forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
    return String.join(" ", notice.path("subject").asText(), notice.path("name").asText(),
        notice.path("modelVersion").asText("null"), notice.path("action").asText(), notice.path("aspect").asText(),
        facts.toString(), notice.path("happenedAt").asText("null"));
  }

  /** Why the one delivery of this source was turned away: {@code WHY [place]}. */
  String refusal(HookSource source) {
    var errors = until("/v1/hook-sources/" + source.id() + "/errors", answer -> !items(answer).isEmpty());
    assertThat(errors).hasSize(1);
    return (errors.getFirst().path("reason").asText() + " " + errors.getFirst().path("place").asText()).strip();
  }

  /** Each expected signal is one of those, and no other is. */
  static void assertAlike(List<JsonNode> expected, List<JsonNode> signals) {
    var left = new ArrayList<>(signals);
    for (var one : expected) {
      var found = left.stream().filter(signal -> differences(one, signal).isEmpty()).findFirst();
      assertThat(found).as("%s among %s; of the nearest differ %s", one, left,
          left.stream().map(signal -> differences(one, signal)).min((a, b) -> a.size() - b.size()))
          .isPresent();
      left.remove(found.get());
    }
    assertThat(left).as("signals that nobody expects").isEmpty();
  }

  private static Map<String, String> differences(JsonNode expected, JsonNode signal) {
    var differences = new TreeMap<String, String>();
    expected.properties().forEach(field -> {
      var told = signal.path(field.getKey());
      if (isTold(field.getKey(), signal) && !alike(field.getKey(), field.getValue(), told)) {
        differences.put(field.getKey(), told.toString());
      }
    });
    return differences;
  }

  /** Labels and links are behind the signal's key; what did not fire has no incident that would tell more of it. */
  private static boolean isTold(String field, JsonNode signal) {
    return EVERYWHERE.contains(field) || signal.has("firing") && IN_INCIDENTS.contains(field);
  }

  private static boolean alike(String field, JsonNode expected, JsonNode told) {
    if (expected.isNull()) {
      return told.isMissingNode();
    }
    return switch (field) {
      case "kind", "severity", "status" -> told.asText().equals(expected.asText().toUpperCase(Locale.ROOT));
      case "value", "threshold" -> told.isNumber() && told.doubleValue() == expected.doubleValue();
      case "startsAt", "endsAt" -> told.isTextual()
          && Instant.parse(told.asText()).equals(Instant.parse(expected.asText()).truncatedTo(ChronoUnit.MICROS));
      case "upstreamKey" -> shape(expected.asText()).matcher(told.asText()).matches();
      default -> told.asText().equals(expected.asText());
    };
  }

  /** A part in braces or angle brackets stands for any text. */
  private static Pattern shape(String key) {
    var shape = new StringBuilder();
    for (var part : key.splitWithDelimiters("\\{[^}]*\\}|<[^>]*>", 0)) {
      shape.append(part.matches("\\{.*\\}|<.*>") ? ".+" : Pattern.quote(part));
    }
    return Pattern.compile(shape.toString());
  }

  private List<JsonNode> until(String path, Predicate<Answer> good) {
    return items(Portal.until(PATIENCE, () -> responder.get(path), answer -> answer.status() == 200
        && good.test(answer)));
  }

  private static List<JsonNode> items(Answer answer) {
    return StreamSupport.stream(answer.body().path("items").spliterator(), false).toList();
  }
}
