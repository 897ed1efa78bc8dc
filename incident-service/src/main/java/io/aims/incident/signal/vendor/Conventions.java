package io.aims.incident.signal.vendor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;

/** How the words of monitors are read, as versioned data ({@code conventions.json}). */
record Conventions(
    String version,
    String description,
    Labels labels,
    Annotations annotations,
    @JsonProperty("volatile") Set<String> volatileLabels,
    Map<String, Kind> kinds,
    List<AlertName> alertNames,
    Map<String, Severity> severities,
    Severity severityWhenUnknown,
    Map<Kind, Severity> severityByKind,
    Map<String, Kind> detectors) {

  static final Conventions PUBLISHED = load();
  private static final String FILE = "conventions.json";

  /** Names of labels, the first one present counts. */
  record Labels(List<String> system, List<String> kind, List<String> severity, List<String> model) {}

  /** Names of annotations, the first one present counts. */
  record Annotations(List<String> metric, List<String> value, List<String> threshold, List<String> summary) {}

  /** Words within an alert's name that tell its kind when no label does. */
  record AlertName(Set<String> words, Kind kind) {}

  private static Conventions load() {
    try (var in = Conventions.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return JsonMapper.builder().build().readValue(in, Conventions.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For detectors that know of no severity. */
  Severity severity(Kind kind) {
    return severityByKind.getOrDefault(kind, severityWhenUnknown);
  }

  /**
   * The kind of what a guard's detector finds; {@code moderated_content/crime} is a sort of {@code moderated_content}.
   */
  Kind detected(String detector) {
    var family = detector.split("/", 2)[0].toLowerCase(Locale.ROOT);
    return detectors.getOrDefault(family, Kind.MISUSE);
  }

  /** The kind that the label says, else the one that the alert's name hints at. */
  Kind kind(@Nullable String label, @Nullable String alertName) {
    var said = label == null ? null : kinds.get(label.toLowerCase(Locale.ROOT).replaceAll("[^\\p{Alnum}]+", "_"));
    if (said != null) {
      return said;
    }
    var words = alertName == null ? List.<String>of() : words(alertName);
    return alertNames.stream()
        .filter(hint -> words.stream().anyMatch(hint.words()::contains))
        .map(AlertName::kind)
        .findFirst()
        .orElse(Kind.UNKNOWN);
  }

  Severity severity(@Nullable String label) {
    return label == null
        ? severityWhenUnknown
        : severities.getOrDefault(label.toLowerCase(Locale.ROOT), severityWhenUnknown);
  }

  boolean tellsApart(String label) {
    return !volatileLabels.contains(label.toLowerCase(Locale.ROOT));
  }

  /** {@code TrustyAISpdOutOfBounds} and {@code model_spd-high} both hold the word {@code spd}. */
  private static List<String> words(String alertName) {
    return Arrays
        .stream(alertName
            .split("[^\\p{Alnum}]+|(?<=[\\p{Lower}\\d])(?=\\p{Upper})|(?<=\\p{Upper})(?=\\p{Upper}\\p{Lower})"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }
}
