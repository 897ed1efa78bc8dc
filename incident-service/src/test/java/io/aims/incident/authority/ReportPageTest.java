package io.aims.incident.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import io.aims.incident.duty.ReportKind;

class ReportPageTest {
  private static final String ATTACK = "</dd><script>alert('x')</script> & \"Bobby\"";

  private static String page(ReportKind kind, Map<String, String> texts) {
    return ReportPage.of(ReportView.of(AuthorityReportTest.begun(kind, texts), AuthorityReportTest.FORM));
  }

  private static Document parsed(String page) throws Exception {
    var body = page.substring(page.indexOf('\n') + 1);
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
  }

  @Test
  void what_people_wrote_is_text_and_nothing_else() throws Exception {
    var page = page(ReportKind.INITIAL, Map.of("description", ATTACK));

    assertThat(page).doesNotContain("<script", "alert('");
    assertThat(parsed(page).getElementsByTagName("main").item(0).getTextContent()).contains(ATTACK);
  }

  @Test
  void it_can_be_read_without_seeing_it() throws Exception {
    var document = parsed(page(ReportKind.INITIAL, Map.of()));

    assertThat(document.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Report of a serious incident RPT-0001");
    assertThat(document.getElementsByTagName("h1").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("caption").getLength()).isEqualTo(1);
    var heads = document.getElementsByTagName("th");
    for (var i = 0; i < heads.getLength(); i++) {
      assertThat(heads.item(i).getAttributes().getNamedItem("scope").getTextContent()).isEqualTo("row");
    }
    assertThat(document.getElementsByTagName("h2").getLength()).isEqualTo(1 + 5);
  }

  @Test
  void it_says_in_words_that_it_must_not_be_handed_in() {
    var report = AuthorityReportTest.begun(ReportKind.INITIAL, Map.of());
    assertThat(ReportPage.of(ReportView.of(report, AuthorityReportTest.FORM))).contains("DRAFT. Revision 1", "not yet");

    report.withdraw();
    assertThat(ReportPage.of(ReportView.of(report, AuthorityReportTest.FORM))).contains("WITHDRAWN. Revision 1",
        "never");
  }

  @Test
  void it_says_in_words_what_is_still_missing() {
    assertThat(page(ReportKind.INITIAL, Map.of())).contains("<h2>Still missing</h2>",
        "<li>What happened, where, and to whom</li>");
    assertThat(page(ReportKind.FINAL, AuthorityReportTest.whole())).doesNotContain("Still missing");
  }
}
