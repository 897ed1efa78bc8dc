package io.aims.incident.duty;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.deadline.AuthorityCalendars;
import io.aims.incident.deadline.Period;

/**
 * A duty to tell somebody of an incident within a period.
 *
 * @param source the article, clause or contract it comes from
 * @param family rules of one family are one duty: the shortest that applies wins
 * @param when the cases in which it applies, any of them
 * @param limit who sets the period
 * @param dueSoonAt the parts of the period after which people are reminded, rising
 * @param mayPause whether the source lets the period stand still; no law of these does
 * @param evidenceHold whether the system must not be altered before the report (EU AI Act Art. 73(6))
 * @param promptAfterCausalLink whether the duty is immediate once the causal link is established, the period being
 *     only its outer limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClockRule(String id, String title, String source, String family, List<Case> when, Start start,
    Within within, Limit limit, Recipient to, Report report, List<BigDecimal> dueSoonAt, boolean mayPause,
    boolean evidenceHold, boolean promptAfterCausalLink, Validity valid, @Nullable String note) {

  public ClockRule {
    when = List.copyOf(when);
    dueSoonAt = List.copyOf(dueSoonAt);
  }

  /**
   * From when the period runs.
   *
   * @param after for a submission: the families whose reports it follows
   * @param completes the kinds of these reports that it completes: it follows no other one, and only where that was handed
   *     in; none when it follows any of them
   * @param unlessResolved not any more once the incident is resolved
   */
  public record Start(Trigger trigger, Set<String> after, @Nullable Set<ReportKind> completes, boolean unlessResolved) {
    public Start {
      completes = completes == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(completes));
    }

    /** Whether it asks for what an earlier report has left out. */
    public boolean asksForTheRest() {
      return !completes.isEmpty();
    }

    /** Whether it follows a report of that kind. */
    public boolean follows(@Nullable ReportKind kind) {
      return completes.isEmpty() || kind != null && completes.contains(kind);
    }
  }

  /** How long it is; {@code counting} names one of the pack's ways to count. */
  public record Within(int amount, Period.Unit unit, String counting) {}

  /** Who sets the period. */
  public enum Limit {
    /** The source itself. */
    SOURCE,
    /** The source says "at once", and the period is our target. */
    TARGET,
    /** The source names no period: ours stands until an organisation's own rule of the family names one. */
    DEFAULT
  }

  /** Who has to be told, and in which jurisdictions: the leading one, each one, or the Union's body. */
  @Schema(name = "ClockRuleRecipient")
  public record Recipient(Addressee addressee, Where where) {
    List<String> jurisdictions(Facts facts) {
      return switch (where) {
        case LEADING -> facts.jurisdictions().subList(0, 1);
        case EACH -> facts.jurisdictions();
        case UNION -> List.of(AuthorityCalendars.UNION);
      };
    }
  }

  /** Where an addressee is to be found. */
  public enum Where {
    LEADING, EACH, UNION
  }

  /** What is handed in, on which form; any of the kinds meets the duty. */
  public record Report(String form, Set<ReportKind> kinds) {}

  /**
   * When it is law.
   *
   * @param bindingFrom for classes of systems to which it applies later than {@code from}: until then its clocks run and
   *     are marked as not yet binding
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Validity(LocalDate from, @Nullable LocalDate to, Map<SystemClass, LocalDate> bindingFrom) {
    public Validity {
      bindingFrom = Map.copyOf(bindingFrom);
    }

    boolean on(LocalDate day) {
      return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
  }

  public boolean applies(Facts facts) {
    return when.stream().anyMatch(c -> c.holds(facts));
  }

  public boolean validOn(LocalDate day) {
    return valid.on(day);
  }

  public boolean bindingOn(LocalDate day, Facts facts) {
    return valid.bindingFrom().isEmpty() || valid.bindingFrom()
        .entrySet()
        .stream()
        .anyMatch(from -> facts.systemClasses().contains(from.getKey()) && !day.isBefore(from.getValue()));
  }

  public List<String> jurisdictions(Facts facts) {
    return to.jurisdictions(facts);
  }
}
