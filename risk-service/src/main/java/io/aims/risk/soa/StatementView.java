package io.aims.risk.soa;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** The statement as the API shows it; {@code revision} is what an approval has to name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatementView(UUID id, int version, String edition, int revision, StatementState state,
    List<String> contributors, @Nullable Approval approval, Counts counts, List<LineView> lines, Instant createdAt,
    Instant changedAt) {

  /** How many lines are what, over the whole statement. */
  record Counts(int undecided, int applicable, int excluded, int downgraded) {}

  /** A line with its live status. */
  record LineView(String control, String title, @JsonUnwrapped DecisionView decision, Line.Live live,
      List<Downgrade> downgrades) {}

  /** What was decided about a control. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DecisionView(Applicability applicability, List<InclusionReason> reasons, @Nullable String exclusionReason,
      Implementation implementation, @Nullable UUID ownerId) {
    static DecisionView of(Decision decision) {
      return new DecisionView(decision.applicability(), decision.reasons(), decision.exclusionReason(),
          decision.implementation(), decision.ownerId());
    }
  }

  /** The statement with the lines of one live status, or with all; counts and ETag are of the whole. */
  static StatementView of(StatementOfApplicability statement, Line.@Nullable Live live,
      Function<String, String> titles) {
    var lines = statement.lines()
        .all()
        .stream()
        .filter(line -> live == null || line.live() == live)
        .map(line -> new LineView(line.control(), titles.apply(line.control()), DecisionView.of(line.decision()),
            line.live(), line.downgrades()))
        .toList();
    return new StatementView(statement.id(), statement.version(), statement.edition(), statement.content().number(),
        statement.state(), statement.content().contributors(), statement.approval(), counts(statement), lines,
        statement.createdAt(), statement.changedAt());
  }

  private static Counts counts(StatementOfApplicability statement) {
    var lines = statement.lines();
    return new Counts(lines.count(Applicability.UNDECIDED), lines.count(Applicability.APPLICABLE),
        lines.count(Applicability.EXCLUDED), lines.count(Line.Live.DOWNGRADED));
  }

  /** An approved version in a list. */
  record VersionSummary(UUID id, int revision, String edition, UUID approvedBy, Instant approvedAt) {}

  /** An approved version, whole. */
  record Version(int revision, String edition, UUID approvedBy, Instant approvedAt, List<VersionLine> lines) {
    static Version of(ApprovedVersion version) {
      return new Version(version.revision(), version.edition(), version.approvedBy(), version.approvedAt(),
          version.content()
              .lines()
              .stream()
              .map(l -> new VersionLine(l.control(), DecisionView.of(l.decision())))
              .toList());
    }
  }

  /** A line of an approved version. */
  record VersionLine(String control, @JsonUnwrapped DecisionView decision) {}
}
