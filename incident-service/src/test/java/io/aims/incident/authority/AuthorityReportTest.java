package io.aims.incident.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.clocks.ClockRegister.ClockFacts;
import io.aims.incident.containment.Containment;
import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.Capacity;
import io.aims.incident.duty.Facts;
import io.aims.incident.duty.Harm;
import io.aims.incident.duty.Reach;
import io.aims.incident.duty.ReportForm;
import io.aims.incident.duty.ReportForms;
import io.aims.incident.duty.ReportKind;
import io.aims.incident.duty.SystemClass;
import io.aims.incident.incident.IncidentFacts;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;

class AuthorityReportTest {
  static final ReportForm FORM = ReportForms.load().get("AI-ACT-SERIOUS-INCIDENT");
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final UUID AUTHOR = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final IncidentFacts INCIDENT = new IncidentFacts(UUID.randomUUID(), "INC-0001", UUID.randomUUID(),
      UUID.randomUUID(), Kind.FAIRNESS, Severity.CRITICAL, "OPEN", Instant.parse("2026-07-01T08:30:00Z"), NOW);
  private static final ClockFacts CLOCK = new ClockFacts(UUID.randomUUID(), "AIA-73-2", "EU AI Act Art. 73(2)",
      "AIA-73@DE", "DE", "Europe/Berlin", Addressee.MARKET_SURVEILLANCE_AUTHORITY, "AI-ACT-SERIOUS-INCIDENT",
      Set.of(ReportKind.INITIAL, ReportKind.FINAL), NOW, NOW.plusSeconds(86400));
  private static final Facts FOUND = new Facts(Set.of(Capacity.PROVIDER), Set.of(Harm.PROPERTY, Harm.DEATH),
      Reach.SINGLE, Set.of(), Set.of(), Set.of(SystemClass.HIGH_RISK_ANNEX_III), List.of("DE"),
      Instant.parse("2026-07-01T22:30:00Z"), null, null);

  static AuthorityReport begun(ReportKind kind, Map<String, String> texts) {
    var facts = KnownFacts.of(INCIDENT, "AIS-0001 Lending", FOUND, CLOCK, Set.of());
    return AuthorityReport.begin(UUID.randomUUID(), UUID.randomUUID(), "RPT-0001", INCIDENT, CLOCK, kind,
        Draft.first(FORM, facts, texts, AUTHOR.toString()), NOW);
  }

  /** Everything that the form asks for. */
  static Map<String, String> whole() {
    var texts = new TreeMap<String, String>();
    FORM.fields().forEach(field -> texts.put(field.id(), "stated"));
    return texts;
  }

  private static AuthorityReport at(ReportState state) {
    var report = begun(ReportKind.INITIAL, Map.of());
    var path = switch (state) {
      case DRAFT -> List.<String>of();
      case APPROVED -> List.of("approval");
      case SUBMITTED -> List.of("approval", "submission");
      case WITHDRAWN -> List.of("withdrawal");
    };
    path.forEach(command -> apply(report, command));
    assertThat(report.state()).isEqualTo(state);
    return report;
  }

  private static void apply(AuthorityReport report, String command) {
    switch (command) {
      case "revision" -> report.revise(FORM, Map.of(), Map.of(), AUTHOR);
      case "approval" -> report.approve(FORM, report.draft().revision(), OTHER, NOW);
      case "withdrawal" -> report.withdraw();
      default -> report.submit(FORM, NOW, Submission.Channel.PORTAL, "MSA-1", AUTHOR, NOW);
    }
  }

  /** Every state with every command; an empty column is a refusal. */
  @ParameterizedTest
  @CsvSource(useHeadersInDisplayName = true, nullValues = "", value = {
      "state,     revision, approval, submission, withdrawal",
      "DRAFT,     DRAFT,    APPROVED, ,           WITHDRAWN",
      "APPROVED,  DRAFT,    ,         SUBMITTED,  WITHDRAWN",
      "SUBMITTED, ,         ,         ,",
      "WITHDRAWN, ,         ,         ,"})
  void each_command_leads_from_a_state_to_the_next_or_is_refused(ReportState from, ReportState revision,
      ReportState approval, ReportState submission, ReportState withdrawal) {
    var expected = new ReportState[]{revision, approval, submission, withdrawal};
    var commands = List.of("revision", "approval", "submission", "withdrawal");

    for (var command : commands) {
      var report = at(from);
      var to = expected[commands.indexOf(command)];
      if (to == null) {
        assertThatThrownBy(() -> apply(report, command)).as("%s in %s", command, from)
            .isInstanceOfSatisfying(Refusal.NotAllowedNow.class,
                refusal -> assertThat(refusal.allowed()).isEqualTo(Refusal.NotAllowedNow.words(from.allowed())));
      } else {
        apply(report, command);
        assertThat(report.state()).as("%s in %s", command, from).isEqualTo(to);
      }
    }
  }

  @Test
  void it_is_filled_with_what_is_known_in_the_authoritys_time() {
    var facts = begun(ReportKind.INITIAL, Map.of()).draft().facts();

    assertThat(facts).isEqualTo(new TreeMap<>(Map.ofEntries(Map.entry("incidentReference", "INC-0001"),
        Map.entry("system", "AIS-0001 Lending"), Map.entry("jurisdiction", "DE"),
        Map.entry("rule", "EU AI Act Art. 73(2)"), Map.entry("capacities", "PROVIDER"),
        Map.entry("harms", "DEATH, PROPERTY"), Map.entry("reach", "SINGLE"),
        Map.entry("startedAt", "2026-07-01T10:30:00+02:00"), Map.entry("awareAt", "2026-07-02T00:30:00+02:00"))));
  }

  @Test
  void how_the_harm_was_stopped_follows_from_what_was_done() {
    var facts = KnownFacts.of(INCIDENT, null, FOUND, CLOCK,
        new TreeSet<>(Set.of(Containment.ROLLBACK, Containment.KILL_SWITCH)));

    assertThat(facts).containsEntry("containment", "KILL_SWITCH, ROLLBACK");
  }

  @Test
  void it_says_what_is_still_missing_for_its_kind() {
    assertThat(begun(ReportKind.INITIAL, Map.of("reporter", "Acme, Berlin")).missing(FORM))
        .containsExactly("provider", "description");
    assertThat(begun(ReportKind.FINAL, Map.of("reporter", "Acme, Berlin")).missing(FORM)).containsExactly("provider",
        "systemVersion", "causalLinkAt", "description", "affected", "causalLink", "rootCause", "containment",
        "immediateMeasures", "correctiveActions", "otherAuthorities");
    assertThat(begun(ReportKind.FINAL, whole()).missing(FORM)).isEmpty();
  }

  @Test
  void a_first_report_may_go_out_incomplete_and_says_so() {
    var report = at(ReportState.APPROVED);

    var event = report.submit(FORM, NOW, Submission.Channel.PORTAL, "MSA-1", AUTHOR, NOW);

    assertThat(event).isEqualTo(new AuthorityReportEvent.Submitted(INCIDENT.id(), 1, NOW, Submission.Channel.PORTAL,
        AUTHOR, true, Map.of("receipt", "MSA-1")));
  }

  @Test
  void a_final_report_is_not_approved_before_it_is_whole() {
    assertThatThrownBy(() -> begun(ReportKind.FINAL, Map.of()).approve(FORM, 1, OTHER, NOW))
        .isInstanceOfSatisfying(Refusal.Invalid.class, refusal -> assertThat(refusal.violations())
            .extracting(Refusal.Violation::field)
            .contains("texts.rootCause", "texts.causalLink"));

    assertThat(begun(ReportKind.FINAL, whole()).approve(FORM, 1, OTHER, NOW))
        .isEqualTo(new AuthorityReportEvent.Approved(INCIDENT.id(), 1, OTHER, List.of()));
  }

  @Test
  void nobody_who_ever_wrote_in_it_approves_it() {
    var report = begun(ReportKind.INITIAL, Map.of());
    report.revise(FORM, Map.of(), Map.of(), OTHER);

    assertThatThrownBy(() -> report.approve(FORM, 2, AUTHOR, NOW)).isInstanceOf(Refusal.FourEyes.class);
    assertThatThrownBy(() -> report.approve(FORM, 2, OTHER, NOW)).isInstanceOf(Refusal.FourEyes.class);
    report.approve(FORM, 2, UUID.randomUUID(), NOW);
    report.revise(FORM, Map.of(), Map.of(), UUID.randomUUID());
    assertThatThrownBy(() -> report.approve(FORM, 3, AUTHOR, NOW)).as("an approval in between changes nothing")
        .isInstanceOf(Refusal.FourEyes.class);
  }

  @Test
  void an_approval_is_of_the_revision_that_was_read_and_does_not_outlive_it() {
    var report = at(ReportState.APPROVED);

    var event = report.revise(FORM, Map.of(), Map.of("description", "A loan was refused"), AUTHOR);

    assertThat(event).isInstanceOfSatisfying(AuthorityReportEvent.Revised.class, revised -> {
      assertThat(revised.approvalVoided()).isTrue();
      assertThat(revised.revision()).isEqualTo(2);
      assertThat(revised.texts()).containsOnlyKeys("description");
    });
    assertThat(report.approval()).isNull();
    assertThatThrownBy(() -> report.approve(FORM, 1, OTHER, NOW)).isInstanceOf(Refusal.Stale.class);
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "60, true", "61, false"})
  void it_is_handed_in_after_its_approval_and_not_in_the_future(int seconds, boolean accepted) {
    var report = at(ReportState.APPROVED);

    if (accepted) {
      report.submit(FORM, NOW.plusSeconds(seconds), Submission.Channel.EMAIL, "r", AUTHOR, NOW.plusSeconds(60));
    } else {
      assertThatThrownBy(() -> report.submit(FORM, NOW.plusSeconds(seconds), Submission.Channel.EMAIL, "r", AUTHOR,
          NOW.plusSeconds(60))).isInstanceOf(Refusal.Invalid.class);
    }
  }

  @Test
  void it_is_of_a_kind_that_its_clock_asks_for() {
    assertThatThrownBy(() -> begun(ReportKind.EARLY_WARNING, Map.of())).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations().getFirst().field()).isEqualTo("kind"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"poem", "Reporter", ""})
  void what_the_form_does_not_ask_for_is_refused(String field) {
    assertThatThrownBy(() -> begun(ReportKind.INITIAL, Map.of(field, "words"))).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void blank_words_are_no_words() {
    assertThatThrownBy(() -> begun(ReportKind.INITIAL, Map.of("reporter", "  "))).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void what_people_write_stands_for_the_fact() {
    assertThat(begun(ReportKind.INITIAL, Map.of("reach", "two branches")).draft().value("reach"))
        .isEqualTo("two branches");
  }
}
