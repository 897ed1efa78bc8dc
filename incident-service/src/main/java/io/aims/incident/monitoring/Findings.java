package io.aims.incident.monitoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.refusal.Refusal;

/**
 * What a round found: an answer to each question, a value of each metric, and what follows.
 *
 * @param withoutIncident why none was opened although something has to be done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Findings(Map<String, String> answers, Map<String, BigDecimal> values, Conclusion conclusion, String summary,
    @Nullable String withoutIncident, List<String> breached, UUID foundBy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant foundAt) {
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
      Conclusion conclusion, String summary, @Nullable String withoutIncident, UUID person, Instant now) {
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
    return new Findings(answers, values, conclusion, summary, withoutIncident, breached, person, now);
  }

  /** Where something has to be done there is an incident, or a reason why there is none. */
  Findings check(boolean incident) {
    if (conclusion == Conclusion.ACTION_NEEDED && !incident && withoutIncident == null) {
      throw new Refusal.Invalid("incidentId",
          "must name the incident of what needs action, or withoutIncident must say why there is none");
    }
    if (withoutIncident != null && (incident || conclusion != Conclusion.ACTION_NEEDED)) {
      throw new Refusal.Invalid("withoutIncident", "goes with ACTION_NEEDED, where no incident is named");
    }
    return this;
  }

  /** What people wrote, by field. */
  Map<String, String> texts() {
    var texts = new TreeMap<String, String>();
    answers.forEach((question, answer) -> texts.put("answer-" + question, answer));
    texts.put("summary", summary);
    if (withoutIncident != null) {
      texts.put("withoutIncident", withoutIncident);
    }
    return texts;
  }
}
