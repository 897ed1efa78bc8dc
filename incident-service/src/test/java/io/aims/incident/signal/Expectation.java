package io.aims.incident.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Samples.Sample;

/**
 * Compares a reading with what an index expects, field by field; a field it does not know is a mistake of the index.
 */
final class Expectation {
  private Expectation() {}

  static void met(Sample sample) {
    if (!sample.delivered()) {
      for (var profile : Profile.values()) {
        assertThat(profile.read(sample.headers(), sample.body())).isInstanceOfAny(Rejected.class, Quarantined.class);
      }
      return;
    }
    var reading = sample.read();
    var notes = new StringBuilder(sample.entry().path("note").asText());
    var expected = new ArrayList<JsonNode>();
    for (var signal : sample.entry().path("expected")) {
      notes.append(signal.path("note").asText());
      if (signal.size() > (signal.has("note") ? 1 : 0)) {
        expected.add(signal);
      }
    }
    var signals = reading instanceof Understood understood ? understood.signals() : List.<Signal>of();
    assertThat(signals).as("signals of %s, read as %s", sample, reading).hasSameSizeAs(expected);
    for (var index = 0; index < expected.size(); index++) {
      signal(expected.get(index), signals.get(index));
    }
    if (notes.toString().contains("quarantine")) {
      assertThat(reading).isInstanceOf(Quarantined.class);
    }
    outcome(sample.entry().path("outcome"), reading);
  }

  private static void signal(JsonNode expected, Signal signal) {
    expected.properties().forEach(field -> {
      var value = field.getValue();
      switch (field.getKey()) {
        case "kind" -> assertThat(signal.kind()).isEqualTo(Kind.valueOf(upper(value)));
        case "severity" -> assertThat(signal.severity()).isEqualTo(Severity.valueOf(upper(value)));
        case "status" -> assertThat(signal.status()).isEqualTo(SignalStatus.valueOf(upper(value)));
        case "systemRef" -> assertThat(signal.systemRef()).isEqualTo(text(value));
        case "modelRef" -> assertThat(signal.modelRef()).isEqualTo(text(value));
        case "metric" -> assertThat(signal.metric()).isEqualTo(text(value));
        case "value" -> assertThat(signal.value()).isEqualTo(value.isNull() ? null : value.doubleValue());
        case "threshold" -> assertThat(signal.threshold()).isEqualTo(value.isNull() ? null : value.doubleValue());
        case "upstreamKey" -> assertThat(signal.upstreamKey()).matches(shape(value.asText()));
        case "startsAt" -> assertThat(signal.startsAt()).isEqualTo(time(value));
        case "endsAt" -> assertThat(signal.endsAt()).isEqualTo(time(value));
        case "summary" -> assertThat(signal.summary()).isEqualTo(text(value));
        case "labels" -> value.properties()
            .forEach(label -> assertThat(signal.identity()).containsEntry(label.getKey(), label.getValue().asText()));
        case "identity" -> assertThat(String.join(" ", signal.identity().keySet())).isEqualTo(value.asText());
        case "links" -> assertThat(signal.links()).hasSize(value.intValue());
        case "note" -> {
        }
        default -> fail("The index expects the unknown field " + field.getKey());
      }
    });
  }

  /** In our own index: the outcome's name, its reason, and what happened in a registry. */
  private static void outcome(JsonNode outcome, Reading reading) {
    if (outcome.isMissingNode()) {
      return;
    }
    var said = switch (reading) {
      case Understood understood -> understood.modelEvents().isEmpty()
          ? "understood"
          : understood.modelEvents().stream().map(Expectation::words).toList().toString();
      case Ignored ignored -> "ignored " + ignored.why();
      case Handshake handshake -> "handshake " + handshake.purpose() + " " + handshake.topic() + " "
          + handshake.confirmUrl() + " " + handshake.answer();
      case Quarantined quarantined -> "quarantined " + quarantined.why();
      case Rejected rejected -> "rejected " + rejected.why() + (rejected.at() == null ? "" : " " + rejected.at());
    };
    assertThat(said).isEqualTo(outcome.asText());
  }

  private static String words(ModelEvent event) {
    return event.subject() + " " + event.name() + " " + event.version() + " " + event.action() + " " + event.aspect()
        + " " + event.facts() + " " + event.at();
  }

  /** A part in braces or angle brackets stands for any text. */
  private static Pattern shape(String key) {
    var shape = new StringBuilder();
    for (var part : key.splitWithDelimiters("\\{[^}]*\\}|<[^>]*>", 0)) {
      shape.append(part.matches("\\{.*\\}|<.*>") ? ".+" : Pattern.quote(part));
    }
    return Pattern.compile(shape.toString());
  }

  /** To the microsecond, which is what the database keeps. */
  private static Instant time(JsonNode value) {
    return value.isNull() ? null : Instant.parse(value.asText()).truncatedTo(ChronoUnit.MICROS);
  }

  private static String text(JsonNode value) {
    return value.isNull() ? null : value.asText();
  }

  private static String upper(JsonNode value) {
    return value.asText().toUpperCase(Locale.ROOT);
  }
}
