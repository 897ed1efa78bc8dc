package io.aims.incident.clocks;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.ClockRule;
import io.aims.incident.duty.ReportKind;

/**
 * A clock as the API shows it.
 *
 * @param dueAt the first instant that is too late
 * @param binding false while the law does not bind this class of systems yet
 * @param evidenceHold the system must not be altered before the report (EU AI Act Art. 73(6))
 * @param promptFrom from when the duty is immediate, {@code dueAt} being only its outer limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClockView(UUID id, int version, UUID incidentId, UUID decisionId, String ruleId, String title, String source,
    String pack, String family, String jurisdiction, String zone, Addressee addressee, Set<ReportKind> reports,
    String form, ClockState state, Set<String> allowed, boolean overdue, boolean binding, ClockRule.Limit limit,
    boolean evidenceHold, Instant startsAt, Instant dueAt, List<BigDecimal> dueSoonAt, @Nullable Instant promptFrom,
    @Nullable Instant pausedAt, @Nullable UUID replaces, @Nullable UUID supersededBy, @Nullable UUID reportId,
    @Nullable ReportKind reportKind, @Nullable Instant submittedAt) {

  static ClockView of(RegulatoryClock c, Instant now) {
    var t = c.terms();
    return new ClockView(c.id(), c.version(), c.incidentId(), c.decisionId(), c.ruleId(), t.title(), t.source(),
        t.pack(), c.family(), c.jurisdiction(), t.zone(), t.addressee(), t.reports(), t.form(), c.state(), c.allowed(),
        c.overdue(now), t.binding(), t.limit(), t.evidenceHold(), c.startsAt(), c.dueAt(), t.dueSoonAt(),
        t.promptFrom(), c.pausedAt(), c.replaces(), c.supersededBy(), c.reportId(), c.reportKind(),
        c.submittedAt());
  }

  /** A clock in a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(UUID id, int version, UUID incidentId, UUID decisionId, String ruleId, String family,
      String jurisdiction,
      ClockState state, Instant startsAt, Instant dueAt, @Nullable Instant overdueSince, @Nullable UUID supersededBy,
      @Nullable UUID reportId, @Nullable Instant submittedAt) {}
}
