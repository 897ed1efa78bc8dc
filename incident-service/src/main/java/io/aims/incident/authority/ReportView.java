package io.aims.incident.authority;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.duty.Addressee;
import io.aims.incident.duty.ReportForm;
import io.aims.incident.duty.ReportKind;
import io.aims.platform.refusal.Refusal;

/**
 * A report as the API shows it.
 *
 * @param missing the fields without which a report of this kind is not whole
 * @param facts what is known, by field
 * @param texts what people wrote, by field; it stands for the fact of the same field
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportView(UUID id, int version, String reference, UUID incidentId, UUID clockId, String ruleId,
    ReportKind kind, ReportForm form, Addressee addressee, String jurisdiction, ReportState state, Set<String> allowed,
    int revision, List<String> missing, Map<String, String> facts, Map<String, String> texts,
    List<String> contributors, @Nullable Approval approval, @Nullable Submission submission, Instant draftedAt,
    Instant changedAt) {

  static ReportView of(AuthorityReport r, ReportForm form) {
    return new ReportView(r.id(), r.version(), r.reference(), r.incidentId(), r.clockId(), r.ruleId(), r.kind(), form,
        r.addressee(), r.jurisdiction(), r.state(), Refusal.NotAllowedNow.words(r.state().allowed()),
        r.draft().revision(), r.missing(form),
        r.draft().facts(), r.draft().texts(), r.draft().contributors(), r.approval(), r.submission(), r.createdAt(),
        r.changedAt());
  }

  /** A report in a list. */
  record Summary(UUID id, String reference, UUID clockId, String ruleId, ReportKind kind, Addressee addressee,
      String jurisdiction, ReportState state, int version, Instant changedAt) {}

  /** A version of a report in the list of its versions. */
  record RevisionSummary(UUID id, int number, UUID writtenBy, Instant writtenAt) {}

  /** A version of a report as it was written. */
  record Revision(int number, Map<String, String> facts, Map<String, String> texts, List<String> missing,
      UUID writtenBy, Instant writtenAt) {
    static Revision of(ReportRevision r, ReportForm form, ReportKind kind) {
      return new Revision(r.draft().revision(), r.draft().facts(), r.draft().texts(), r.draft().missing(form, kind),
          r.writtenBy(), r.writtenAt());
    }
  }
}
