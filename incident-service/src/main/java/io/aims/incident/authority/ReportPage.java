package io.aims.incident.authority;

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
      .draft{font-weight:bold;border:.2rem solid #8a4b00;padding:.6rem}
      @media print{body{margin:0;max-width:none}section{break-inside:avoid-page}@page{size:A4;margin:20mm}}
      """;
  private final StringBuilder html = new StringBuilder();

  private ReportPage() {}

  static String of(ReportView report) {
    var outline = ReportOutline.of(report);
    var page = new ReportPage();
    page.head(outline);
    page.about(outline);
    page.missing(outline);
    outline.parts().forEach(page::part);
    page.html.append("</main></body></html>\n");
    return page.html.toString();
  }

  private void head(ReportOutline outline) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>")
        .append(escaped(outline.title()))
        .append("</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><style>")
        .append(STYLE)
        .append("</style></head><body><main>");
    element("h1", outline.title());
    if (outline.draft() != null) {
      html.append("<p class=\"draft\">").append(escaped(outline.draft())).append("</p>");
    }
  }

  private void about(ReportOutline outline) {
    html.append("<table><caption>About this report</caption><tbody>");
    outline.about().forEach(entry -> {
      html.append("<tr><th scope=\"row\">").append(escaped(entry.label())).append("</th>");
      element("td", entry.value());
      html.append("</tr>");
    });
    html.append("</tbody></table>");
  }

  private void missing(ReportOutline outline) {
    if (outline.missing().isEmpty()) {
      return;
    }
    html.append("<section class=\"open\">");
    element("h2", "Still missing");
    html.append("<ul>");
    outline.missing().forEach(label -> element("li", label));
    html.append("</ul></section>");
  }

  private void part(ReportOutline.Part part) {
    html.append("<section>");
    element("h2", part.title());
    html.append("<dl>");
    part.entries().forEach(entry -> {
      element("dt", entry.label());
      element("dd", entry.value());
    });
    html.append("</dl></section>");
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
