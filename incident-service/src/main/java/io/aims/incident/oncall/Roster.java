package io.aims.incident.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.refusal.Refusal;

/**
 * Whose turn it is when. Handovers are counted in days of the time zone, so that nobody's turn moves when clocks are
 * changed.
 *
 * @param timeZone as the IANA names it, e.g. {@code Europe/Berlin}
 * @param firstOn the day on which the first participant takes over, at the time of handover; nobody is on call before
 * @param participants in turn
 */
record Roster(@NotBlank @Size(max = 60) String timeZone, @Valid @NotNull Handover handover,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @NotNull LocalDate firstOn,
    @NotNull @Size(min = 1, max = 50) List<@NotNull UUID> participants) {

  /**
   * When the next participant takes over.
   *
   * @param at local time. One that clocks jump over is the moment to which they jump; of one that they show twice it is
   *   the first
   * @param dayOfWeek of a weekly handover
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Handover(@NotNull Rhythm rhythm, @NotNull @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]") String at,
      @Nullable DayOfWeek dayOfWeek) {}

  /** How often there is a handover. */
  @Schema(name = "HandoverRhythm")
  enum Rhythm {
    DAILY(ChronoUnit.DAYS), WEEKLY(ChronoUnit.WEEKS);

    private final ChronoUnit unit;

    Rhythm(ChronoUnit unit) {
      this.unit = unit;
    }
  }

  /** Refuses what names no handovers, or nobody for some. */
  Roster check() {
    var broken = new ArrayList<Refusal.Violation>();
    if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
      broken.add(new Refusal.Violation("roster.timeZone", "must be a time zone of the IANA, such as Europe/Berlin"));
    }
    if ((handover.rhythm() == Rhythm.WEEKLY) != (handover.dayOfWeek() != null)) {
      broken.add(new Refusal.Violation("roster.handover.dayOfWeek", "is for the rhythm WEEKLY, and needed there"));
    }
    if (firstOn.getYear() < 2000 || firstOn.getYear() > 2200) {
      broken.add(new Refusal.Violation("roster.firstOn", "must be a day of our time"));
    }
    if (new HashSet<>(participants).size() < participants.size()) {
      broken.add(new Refusal.Violation("roster.participants", "must not have anybody twice"));
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    return this;
  }

  /** Whose turn it is; nobody's before the first takes over. */
  Optional<Shift> shift(Instant at) {
    if (at.isBefore(moment(0))) {
      return Optional.empty();
    }
    var number = latest(at);
    return Optional.of(new Shift(from((int) (number % participants.size())), moment(number + 1)));
  }

  /**
   * The number of the last handover until {@code at}. The guess is not too low: clocks that were set back show at most
   * the day before.
   */
  private long latest(Instant at) {
    var tomorrow = LocalDate.ofInstant(at, zone()).plusDays(1);
    var number = handover.rhythm().unit.between(firstOn, tomorrow) + 1;
    while (moment(number).isAfter(at)) {
      number--;
    }
    return number;
  }

  private Instant moment(long number) {
    var local = day(number).atTime(LocalTime.parse(handover.at()));
    var change = zone().getRules().getTransition(local);
    return change != null && change.isGap() ? change.getInstant() : local.atZone(zone()).toInstant();
  }

  /** Handover 0 is on the first day, whichever day of the week it is. */
  private LocalDate day(long number) {
    var second = handover.dayOfWeek() == null
        ? firstOn.plusDays(1)
        : firstOn.with(TemporalAdjusters.next(handover.dayOfWeek()));
    return number == 0 ? firstOn : second.plus(number - 1, handover.rhythm().unit);
  }

  private ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  /** All participants in turn, beginning with one of them. */
  private List<UUID> from(int first) {
    return IntStream.range(0, participants.size())
        .mapToObj(next -> participants.get((first + next) % participants.size()))
        .toList();
  }
}
