package io.aims.incident.authority;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.ReportForm;

/**
 * A report as a page to read, print and hand in: well-formed HTML without scripts, with headings, a described table and
 * no meaning in colour alone. Whatever people or machines wrote is escaped.
 */
final class ReportPage {
  private static final String STYLE = """
      body{font:11pt/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
      table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:.3rem 0}
      th,td{border:1px solid #555;padding:.3rem .5rem;text-align:left;vertical-align:top}th{width:35%}
      dt{font-weight:bold;margin-top:.8rem}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
      .open{border-left:.4rem solid #8a4b00;padding-left:.6rem}
      @media print{body{margin:0;max-width:none}section{break-inside:avoid-page}@page{size:A4;margin:20mm}}
      """;
  private final StringBuilder html = new StringBuilder();

  private ReportPage() {}

  static String of(ReportView report) {
    var page = new ReportPage();
    page.head(report);
    page.about(report);
    page.missing(report);
    report.form().sections().forEach(section -> page.section(report, section));
    page.html.append("</main></body></html>\n");
    return page.html.toString();
  }

  private void head(ReportView report) {
    var title = report.form().title() + " " + report.reference();
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>")
        .append(escaped(title))
        .append("</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><style>")
        .append(STYLE)
        .append("</style></head><body><main>");
    element("h1", title);
  }

  private void about(ReportView report) {
    html.append("<table><caption>About this report</caption><tbody>");
    row("Kind", report.kind().name());
    row("Addressee", report.addressee().name());
    row("Jurisdiction", report.jurisdiction());
    row("State", report.state().name());
    row("Revision", Integer.toString(report.revision()));
    var approval = report.approval();
    row("Approved", approval == null ? "not yet" : approval.approvedAt() + " by " + approval.approvedBy());
    var submission = report.submission();
    row("Handed in", submission == null ? "not yet" : submission.submittedAt() + " by " + submission.submittedBy());
    if (submission != null) {
      row("Channel", submission.channel().name());
      row("Receipt", submission.receipt());
    }
    html.append("</tbody></table>");
  }

  private void missing(ReportView report) {
    if (report.missing().isEmpty()) {
      return;
    }
    html.append("<section class=\"open\">");
    element("h2", "Still missing");
    html.append("<ul>");
    labels(report).forEach(label -> element("li", label));
    html.append("</ul></section>");
  }

  private static List<String> labels(ReportView report) {
    return report.form()
        .fields()
        .filter(field -> report.missing().contains(field.id()))
        .map(ReportForm.Field::label)
        .toList();
  }

  private void section(ReportView report, ReportForm.Section section) {
    html.append("<section>");
    element("h2", section.title());
    html.append("<dl>");
    for (var field : section.fields()) {
      element("dt", field.label());
      element("dd", or(report.texts().getOrDefault(field.id(), report.facts().get(field.id()))));
    }
    html.append("</dl></section>");
  }

  private static String or(@Nullable String value) {
    return value == null ? "not stated" : value;
  }

  private void row(String head, String value) {
    html.append("<tr><th scope=\"row\">").append(escaped(head)).append("</th>");
    element("td", value);
    html.append("</tr>");
  }

  private void element(String name, String text) {
    html.append('<').append(name).append('>').append(escaped(text)).append("</").append(name).append('>');
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
