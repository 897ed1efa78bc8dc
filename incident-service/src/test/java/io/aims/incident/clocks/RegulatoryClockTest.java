package io.aims.incident.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.aims.incident.deadline.Period.Unit;
import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.Harm;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.duty.Trigger;
import io.aims.platform.refusal.Refusal;

class RegulatoryClockTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant DUE = START.plusSeconds(100_000);
  private static final UUID REPORT = UUID.randomUUID();

  /** A clock that reminds after half of its period and after four fifths. */
  static RegulatoryClock clock(boolean mayPause) {
    return clock(mayPause, null);
  }

  static RegulatoryClock clock(boolean mayPause, @Nullable Instant promptFrom) {
    var rule = new ClockRule("CLR-0001", "Customer", "Contract 7.3", "CLR-0001", List.of(),
        new ClockRule.Start(Trigger.AWARENESS, Set.of(), null, false), new ClockRule.Within(1, Unit.DAYS, "EXACT"),
        ClockRule.Limit.SOURCE, new ClockRule.Recipient(Addressee.CUSTOMER, ClockRule.Where.LEADING),
        new ClockRule.Report("NOTICE", Set.of(ReportKind.NOTICE)),
        List.of(new BigDecimal("0.5"), new BigDecimal("0.8")), mayPause, false, true,
        new ClockRule.Validity(java.time.LocalDate.EPOCH, null, Map.of()), null);
    var duty = new Duty(rule, "DE", ZoneId.of("Europe/Berlin"), START, DUE, Duration.ofDays(1), true, promptFrom);
    var decision = SeriousnessDecision.make(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(),
        null, StartPolicyTest.provider(START, Harm.DEATH), UUID.randomUUID(), "because", START);
    return StartPolicyTest.clock(decision, duty, null);
  }

  @Test
  void what_an_organisation_calls_its_contract_is_not_published() {
    var started = clock(true).started();

    assertThat(started.texts()).containsEntry("source", "Contract 7.3");
    assertThat(started.toString().replace(started.texts().toString(), "")).doesNotContain("Contract");
  }

  private static RegulatoryClock at(ClockState state) {
    var clock = clock(true);
    switch (state) {
      case RUNNING -> {
      }
      case PAUSED -> clock.pause(START);
      case STOPPED -> clock.stop();
      case MET -> clock.meet(REPORT, ReportKind.NOTICE, START);
      case SUPERSEDED -> clock.supersede(UUID.randomUUID(), UUID.randomUUID());
    }
    assertThat(clock.state()).isEqualTo(state);
    return clock;
  }

  private static void apply(RegulatoryClock clock, String command) {
    switch (command) {
      case "pause" -> clock.pause(START);
      case "resumption" -> clock.resume(START);
      case "stop" -> clock.stop();
      case "withdraw" -> clock.withdraw(UUID.randomUUID());
      case "meet" -> clock.meet(REPORT, ReportKind.NOTICE, START);
      default -> clock.supersede(UUID.randomUUID(), UUID.randomUUID());
    }
  }

  /** Every state with every command; an empty column is a refusal. */
  @ParameterizedTest
  @CsvSource(useHeadersInDisplayName = true, nullValues = "", value = {
      "state,      pause,  resumption, stop,    withdraw, meet, supersede",
      "RUNNING,    PAUSED, ,           STOPPED, STOPPED,  MET,  SUPERSEDED",
      "PAUSED,     ,       RUNNING,    STOPPED, STOPPED,  MET,  SUPERSEDED",
      "STOPPED,    ,       ,           ,        ,         ,",
      "MET,        ,       ,           ,        ,         ,",
      "SUPERSEDED, ,       ,           ,        ,         ,"})
  void each_command_leads_from_a_state_to_the_next_or_is_refused(ClockState from, ClockState pause,
      ClockState resumption, ClockState stop, ClockState withdraw, ClockState meet, ClockState supersede) {
    var commands = List.of("pause", "resumption", "stop", "withdraw", "meet", "supersede");
    var expected = new ClockState[]{pause, resumption, stop, withdraw, meet, supersede};

    for (var command : commands) {
      var clock = at(from);
      var to = expected[commands.indexOf(command)];
      if (to == null) {
        assertThatThrownBy(() -> apply(clock, command)).as("%s in %s", command, from)
            .isInstanceOf(Refusal.NotAllowedNow.class);
        assertThat(clock.state()).isEqualTo(from);
      } else {
        apply(clock, command);
        assertThat(clock.state()).as("%s in %s", command, from).isEqualTo(to);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"0, -", "49999.999999, -", "50000, 0.5", "79999.999999, 0.5", "80000, 0.8",
      "99999.999999, 0.8", "100000, overdue", "1000000, overdue"})
  void it_says_the_last_thing_that_has_come_due(BigDecimal seconds, String said) {
    var clock = clock(false);
    var now = START.plus(Duration.ofNanos(seconds.movePointRight(9).longValueExact()));

    var event = clock.ring(now);

    if (said == null) {
      assertThat(event).isEmpty();
    } else if (said.equals("overdue")) {
      assertThat(event).contains(new ClockEvent.Overdue(clock.incidentId(), "CLR-0001", "DE", true, DUE));
    } else {
      assertThat(event)
          .contains(new ClockEvent.DueSoon(clock.incidentId(), "CLR-0001", "DE", true, new BigDecimal(said), DUE));
    }
    assertThat(clock.ring(now)).as("once").isEmpty();
  }

  @Test
  void it_reminds_step_by_step_and_then_falls_silent() {
    var clock = clock(false);

    assertThat(clock.nextAt()).isEqualTo(START.plusSeconds(50_000));
    clock.ring(START.plusSeconds(50_000));
    assertThat(clock.nextAt()).isEqualTo(START.plusSeconds(80_000));
    clock.ring(START.plusSeconds(80_000));
    assertThat(clock.nextAt()).isEqualTo(DUE);
    clock.ring(DUE);

    assertThat(clock.nextAt()).isNull();
    assertThat(clock.overdueSince()).isEqualTo(DUE);
    assertThat(clock.ring(DUE.plusSeconds(86400))).isEmpty();
  }

  @Test
  void an_immediate_duty_is_reminded_of_at_once() {
    var clock = clock(false, START);

    assertThat(clock.ring(START))
        .contains(new ClockEvent.DueSoon(clock.incidentId(), "CLR-0001", "DE", true, BigDecimal.ZERO, DUE));
    assertThat(clock.nextAt()).isEqualTo(START.plusSeconds(50_000));
  }

  @Test
  void a_pause_moves_the_end_by_as_long_as_it_lasted() {
    var clock = clock(true);
    clock.ring(START.plusSeconds(50_000));

    clock.pause(START.plusSeconds(60_000));
    assertThat(clock.ring(DUE.plusSeconds(1))).as("silent while it stands still").isEmpty();
    var resumed = clock.resume(START.plusSeconds(260_000));

    assertThat(resumed)
        .isEqualTo(new ClockEvent.Resumed(clock.incidentId(), "CLR-0001", DUE.plusSeconds(200_000)));
    assertThat(clock.startsAt()).isEqualTo(START);
    assertThat(clock.nextAt()).isEqualTo(START.plusSeconds(280_000));
  }

  @Test
  void the_law_does_not_stand_still() {
    var clock = clock(false);

    assertThatThrownBy(() -> clock.pause(START)).isInstanceOfSatisfying(Refusal.NotAllowedNow.class,
        refusal -> assertThat(refusal.allowed()).containsExactly("stop"));
  }

  @Test
  void what_is_overdue_can_not_be_paused() {
    assertThatThrownBy(() -> clock(true).pause(DUE)).isInstanceOf(Refusal.NotAllowedNow.class);
    clock(true).pause(DUE.minusNanos(1000));
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "1, true"})
  void a_report_is_late_from_the_first_instant_that_is_too_late(int micros, boolean late) {
    var clock = clock(false);
    var at = DUE.plusNanos(1000L * micros);

    assertThat(clock.meet(REPORT, ReportKind.NOTICE, at))
        .isEqualTo(new ClockEvent.Met(clock.incidentId(), "CLR-0001", REPORT, ReportKind.NOTICE, at, late));
    assertThat(clock.overdue(DUE.plusSeconds(9))).isEqualTo(late);
  }

  @Test
  void an_ended_clock_is_silent() {
    for (var state : List.of(ClockState.STOPPED, ClockState.MET, ClockState.SUPERSEDED)) {
      assertThat(at(state).ring(DUE)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true"})
  void it_is_overdue_from_its_due_time_even_before_anybody_has_said_so(int micros, boolean overdue) {
    assertThat(clock(false).overdue(DUE.plusNanos(1000L * micros))).isEqualTo(overdue);
  }
}
