package io.aims.incident.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.refusal.Refusal;

/**
 * What a review has found and decided.
 *
 * @param nothingToLearn why there is no lesson, where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Findings(boolean correctiveActionRequired, @Nullable String contributingCauses, List<Cause> causes,
    @Nullable String whatWorked, @Nullable String lessons, @Nullable String nothingToLearn, List<Decision> decisions) {

  /** A contributing cause. */
  public record Cause(CauseType type, String text) {}

  /** What shall follow, of which kind, by whom and when; others carry it out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Decision(DecisionKind kind, String text, @Nullable UUID ownerId,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable LocalDate dueOn) {}

  /** What a decision asks for. */
  public enum DecisionKind {
    CORRECTIVE_ACTION, RISK, CONTROL
  }

  public Findings {
    causes = List.copyOf(causes);
    decisions = List.copyOf(decisions);
    var violations = new ArrayList<Refusal.Violation>();
    if (contributingCauses == null && causes.isEmpty()) {
      violations.add(new Refusal.Violation("causes", "at least one cause, or contributingCauses in words"));
    }
    if (lessons != null && nothingToLearn != null) {
      violations.add(new Refusal.Violation("nothingToLearn", "only where there are no lessons"));
    }
    if (!correctiveActionRequired && decisions.stream().anyMatch(d -> d.kind() == DecisionKind.CORRECTIVE_ACTION)) {
      violations.add(new Refusal.Violation("correctiveActionRequired", "has to be true when one is decided"));
    }
    if (!violations.isEmpty()) {
      throw new Refusal.Invalid(violations);
    }
  }

  /**
   * Those of its decisions that are not among {@code proposed}, which others carry out already. These can't be taken back by
   * leaving them out: whoever was asked turns them down.
   */
  List<Decision> beyond(List<Decision> proposed) {
    var added = new ArrayList<>(decisions);
    for (var decision : proposed) {
      if (!added.remove(decision)) {
        throw new Refusal.Invalid("decisions",
            "have to repeat what the review has proposed already, as it was");
      }
    }
    return List.copyOf(added);
  }

  /** Whether it names a lesson, or says why there is none. */
  public boolean learned() {
    return lessons != null || nothingToLearn != null;
  }

  public Set<CauseType> causeTypes() {
    var types = new TreeSet<CauseType>();
    causes.forEach(cause -> types.add(cause.type()));
    return types;
  }

  /** Its words, by field; those of decisions go with the decisions. */
  public Map<String, String> texts() {
    var texts = new HashMap<String, String>();
    putIfSaid(texts, "contributingCauses", contributingCauses);
    putIfSaid(texts, "whatWorked", whatWorked);
    putIfSaid(texts, "lessons", lessons);
    putIfSaid(texts, "nothingToLearn", nothingToLearn);
    for (var i = 0; i < causes.size(); i++) {
      texts.put("causes[" + i + "]", causes.get(i).text());
    }
    return texts;
  }

  private static void putIfSaid(Map<String, String> texts, String field, @Nullable String text) {
    if (text != null) {
      texts.put(field, text);
    }
  }
}
