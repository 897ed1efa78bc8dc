package io.aims.incident.monitoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

import io.aims.platform.refusal.Refusal;

/** What a round found: an answer to each question, a value of each metric, and what follows. */
record Findings(Map<String, String> answers, Map<String, BigDecimal> values, Conclusion conclusion, String summary,
    List<String> breached, UUID foundBy, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant foundAt) {
  Findings {
    answers = Map.copyOf(answers);
    values = Map.copyOf(values);
    breached = List.copyOf(breached);
  }

  /** What follows. */
  enum Conclusion {
    AS_EXPECTED, ACTION_NEEDED, INCONCLUSIVE
  }

  /** Refuses what does not answer {@code asked}, and that all is well while a threshold is breached. */
  static Findings of(Content asked, Map<String, String> answers, Map<String, BigDecimal> values,
      Conclusion conclusion, String summary, UUID person, Instant now) {
    var broken = new ArrayList<Refusal.Violation>();
    var questions = asked.questions().stream().map(Content.Question::id).toList();
    var metrics = asked.metrics().stream().map(Content.Metric::id).toList();
    if (!answers.keySet().equals(java.util.Set.copyOf(questions))) {
      broken.add(new Refusal.Violation("answers", "must answer " + questions));
    }
    if (!values.keySet().equals(java.util.Set.copyOf(metrics))) {
      broken.add(new Refusal.Violation("values", "must be those of " + metrics));
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    var breached = asked.metrics()
        .stream()
        .filter(metric -> metric.breachedBy(values.get(metric.id())))
        .map(Content.Metric::id)
        .toList();
    if (!breached.isEmpty() && conclusion == Conclusion.AS_EXPECTED) {
      throw new Refusal.Invalid("conclusion", "must not be AS_EXPECTED while thresholds are breached: " + breached);
    }
    return new Findings(answers, values, conclusion, summary, breached, person, now);
  }

  /** What people wrote, by field. */
  Map<String, String> texts() {
    var texts = new TreeMap<String, String>();
    answers.forEach((question, answer) -> texts.put("answer-" + question, answer));
    texts.put("summary", summary);
    return texts;
  }
}
