package io.aims.incident.monitoring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonFormat;

import io.aims.platform.refusal.Refusal;

/**
 * What a plan says.
 *
 * @param questions what people answer in each round
 * @param metrics what is measured in each round
 * @param responsibleId who sees to it
 * @param firstOn the day of the first round
 */
record Content(@NotNull @Size(max = 50) List<@Valid @NotNull Question> questions,
    @NotNull @Size(max = 50) List<@Valid @NotNull Metric> metrics, @Valid @NotNull Cadence cadence,
    @NotNull UUID responsibleId, @JsonFormat(shape = JsonFormat.Shape.STRING) @NotNull LocalDate firstOn) {
  private static final String ID = "[a-z][a-z0-9-]{0,39}";

  /** Something that people answer in words. */
  record Question(@NotBlank @Pattern(regexp = ID) String id, @NotBlank @Size(max = 1000) String text) {}

  /** Something that is measured, and from where on it is bad. */
  record Metric(@NotBlank @Pattern(regexp = ID) String id, @NotBlank @Size(max = 200) String name,
      @NotBlank @Size(max = 500) String source, @NotNull Bound bound, @NotNull @Measure BigDecimal threshold) {
    boolean breachedBy(BigDecimal value) {
      return switch (bound) {
        case AT_MOST -> value.compareTo(threshold) > 0;
        case AT_LEAST -> value.compareTo(threshold) < 0;
      };
    }
  }

  /** Which values are good: the threshold itself is. */
  enum Bound {
    AT_MOST, AT_LEAST
  }

  /** How often there is a round, and how many days it may take. */
  record Cadence(@NotNull @Min(1) @Max(366) Integer every, @NotNull Unit unit,
      @NotNull @Min(1) @Max(366) Integer answerWithinDays) {
    /** What rounds are counted in. */
    @Schema(name = "CadenceUnit")
    enum Unit {
      DAYS, WEEKS, MONTHS
    }

    LocalDate after(LocalDate first, long rounds) {
      return first.plus(every * rounds, ChronoUnit.valueOf(unit.name()));
    }

    /** Whole rounds from the first day to {@code day}; none before. */
    long between(LocalDate first, LocalDate day) {
      return Math.max(0, ChronoUnit.valueOf(unit.name()).between(first, day) / every);
    }
  }

  /** Refuses what could never be answered. */
  Content check() {
    var broken = new ArrayList<Refusal.Violation>();
    var ids = Stream.concat(questions.stream().map(Question::id), metrics.stream().map(Metric::id)).toList();
    if (ids.isEmpty()) {
      broken.add(new Refusal.Violation("questions", "must ask something, or metrics must measure something"));
    }
    if (ids.stream().distinct().count() < ids.size()) {
      broken.add(new Refusal.Violation("questions", "must have ids of their own, and so must metrics"));
    }
    if (firstOn.getYear() < 2000 || firstOn.getYear() > 2200) {
      broken.add(new Refusal.Violation("firstOn", "must be a day of our time"));
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    return this;
  }

  /** The first day after {@code today} on which a round is due; a month's missing day is its last. */
  LocalDate nextAfter(LocalDate today) {
    var rounds = cadence.between(firstOn, today);
    while (!cadence.after(firstOn, rounds).isAfter(today)) {
      rounds++;
    }
    return cadence.after(firstOn, rounds);
  }
}
