package io.aims.incident.clocks;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;

import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.duty.Trigger;

/**
 * What the rule said when the clock was started: a later pack changes no clock that runs.
 *
 * @param pack version of the rule pack
 * @param binding false while the law does not bind this class of systems yet
 * @param seconds how long the period is by and large: what tells the stricter of two rules
 * @param dueSoonAt the parts of the period after which people are reminded; 0 when the duty is immediate
 * @param promptFrom from when the duty is immediate, because the causal link is established
 */
record Terms(String pack, String title, String source, Trigger trigger, ClockRule.Limit limit, Addressee addressee,
    String zone, String form, Set<ReportKind> reports, List<BigDecimal> dueSoonAt, boolean mayPause,
    boolean evidenceHold, boolean binding, long seconds,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant promptFrom) {

  Terms {
    reports = new TreeSet<>(reports);
  }

  static Terms of(Duty duty, String pack) {
    var rule = duty.rule();
    return new Terms(pack, rule.title(), rule.source(), rule.start().trigger(), rule.limit(), rule.to().addressee(),
        duty.zone().getId(), rule.report().form(), rule.report().kinds(), reminders(duty), rule.mayPause(),
        rule.evidenceHold(), duty.binding(), duty.about().toSeconds(), duty.promptFrom());
  }

  /** Whose duty is immediate is reminded at once. */
  private static List<BigDecimal> reminders(Duty duty) {
    return duty.promptFrom() == null
        ? duty.rule().dueSoonAt()
        : Stream.concat(Stream.of(BigDecimal.ZERO), duty.rule().dueSoonAt().stream()).toList();
  }

  Duration about() {
    return Duration.ofSeconds(seconds);
  }

  /** The moments between {@code from} and {@code due} at which people are reminded, to the microsecond. */
  Instant reminder(int number, Instant from, Instant due) {
    var micros = BigDecimal.valueOf(Duration.between(from, due).toNanos() / 1000).multiply(dueSoonAt.get(number));
    return from.plusNanos(micros.longValue() * 1000);
  }

  /** How many reminders lie at or before {@code now}. */
  int remindersBy(Instant now, Instant from, Instant due) {
    var passed = 0;
    while (passed < dueSoonAt.size() && !now.isBefore(reminder(passed, from, due))) {
      passed++;
    }
    return passed;
  }
}
