package io.aims.incident.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;

/** The steps for each severity; a severity without steps is not escalated. */
public record Ladder(Map<Severity, List<Step>> steps) {

  /** After how many minutes without acknowledgement whom to tell. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(int afterMinutes, Addressee addressee, @Nullable UUID personId) {}

  /** Whether who is on call has to care for incidents of that severity. */
  public boolean calls(Severity severity) {
    return steps.getOrDefault(severity, List.of()).stream().anyMatch(step -> step.addressee() == Addressee.ON_CALL);
  }

  /** The step with that number, counted from 0, and when it is due. */
  public record Due(int number, Step step, Instant at) {}

  public Ladder {
    var sorted = new TreeMap<Severity, List<Step>>();
    steps.forEach((severity, ofSeverity) -> sorted.put(severity, List.copyOf(ofSeverity)));
    steps = sorted;
  }

  /** Refuses steps that don't follow each other in time. */
  Ladder coherent() {
    steps.forEach((severity, ofSeverity) -> {
      for (var i = 0; i < ofSeverity.size(); i++) {
        if (ofSeverity.get(i).afterMinutes() <= (i == 0 ? 0 : ofSeverity.get(i - 1).afterMinutes())) {
          throw new Refusal.Invalid("steps." + severity + "[" + i + "].afterMinutes",
              "has to be later than the step before");
        }
      }
    });
    return this;
  }

  /** Step {@code number} of an incident of that severity that waits {@code since}; none when there are no more. */
  public Optional<Due> step(Severity severity, int number, Instant since) {
    var ofSeverity = steps.getOrDefault(severity, List.of());
    return number >= ofSeverity.size()
        ? Optional.empty()
        : Optional.of(new Due(number, ofSeverity.get(number),
            since.plus(Duration.ofMinutes(ofSeverity.get(number).afterMinutes()))));
  }
}
