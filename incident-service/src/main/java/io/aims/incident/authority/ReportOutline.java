package io.aims.incident.authority;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.ReportForm;

/**
 * What a report shows to who reads it, in order, whatever it is printed on.
 *
 * @param draft in words why it must not be handed in; null when it is approved, or was handed in
 * @param edition of which state of which report this is
 */
record ReportOutline(String title, @Nullable String draft, String edition, List<Entry> about, List<String> missing,
    List<Part> parts) {

  /** A label and what stands beside it. */
  record Entry(String label, String value) {}

  /** A section of the form. */
  record Part(String title, List<Entry> entries) {}

  static ReportOutline of(ReportView report) {
    return new ReportOutline(report.form().title() + " " + report.reference(), draft(report),
        report.reference() + ", revision " + report.revision() + ", version " + report.version(), about(report),
        missing(report), report.form().sections().stream().map(section -> part(report, section)).toList());
  }

  private static @Nullable String draft(ReportView report) {
    return switch (report.state()) {
      case DRAFT -> "DRAFT. Revision " + report.revision() + " is not approved and must not be handed in.";
      case WITHDRAWN -> "WITHDRAWN. Revision " + report.revision() + " was not handed in and must not be.";
      case APPROVED, SUBMITTED -> null;
    };
  }

  private static List<Entry> about(ReportView report) {
    var about = new ArrayList<Entry>();
    about.add(new Entry("Kind", report.kind().name()));
    about.add(new Entry("Addressee", report.addressee().name()));
    about.add(new Entry("Jurisdiction", report.jurisdiction()));
    about.add(new Entry("State", report.state().name()));
    about.add(new Entry("Revision", Integer.toString(report.revision())));
    var approval = report.approval();
    about.add(new Entry("Approved",
        approval == null ? "not yet" : approval.approvedAt() + " by " + approval.approvedBy()));
    var submission = report.submission();
    about.add(new Entry("Handed in",
        submission == null
            ? notHandedIn(report.state())
            : submission.submittedAt() + " by " + submission.submittedBy()));
    if (submission != null) {
      about.add(new Entry("Channel", submission.channel().name()));
      about.add(new Entry("Receipt", submission.receipt()));
    }
    return about;
  }

  private static String notHandedIn(ReportState state) {
    return state == ReportState.WITHDRAWN ? "never" : "not yet";
  }

  private static List<String> missing(ReportView report) {
    return report.form()
        .fields()
        .filter(field -> report.missing().contains(field.id()))
        .map(ReportForm.Field::label)
        .toList();
  }

  private static Part part(ReportView report, ReportForm.Section section) {
    return new Part(section.title(), section.fields()
        .stream()
        .map(field -> new Entry(field.label(),
            report.texts().getOrDefault(field.id(), report.facts().getOrDefault(field.id(), "not stated"))))
        .toList());
  }
}
