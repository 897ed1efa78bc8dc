package io.aims.incident.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

import io.aims.incident.duty.ReportKind;
import io.aims.platform.refusal.Refusal;

class ReportPdfTest {

  private static ReportView report(Map<String, String> texts) {
    return ReportView.of(AuthorityReportTest.begun(ReportKind.INITIAL, texts), AuthorityReportTest.FORM);
  }

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  @Test
  void the_same_version_has_the_same_bytes() throws Exception {
    var report = report(Map.of("description", "It said no to everybody over 60"));

    var once = ReportPdf.of(report);

    assertThat(ReportPdf.of(report)).isEqualTo(once);
    assertThat(new String(once, StandardCharsets.ISO_8859_1)).startsWith("%PDF-").doesNotContain("CreationDate");
  }

  @Test
  void each_page_of_a_draft_says_that_it_is_one() throws Exception {
    var pdf = ReportPdf.of(report(Map.of("description", "Line after line. ".repeat(900))));

    try (var document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isGreaterThan(2);
      for (var page = 1; page <= document.getNumberOfPages(); page++) {
        var stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        assertThat(stripper.getText(document)).contains("DRAFT.", "page " + page + " of ");
      }
    }
  }

  @Test
  void other_alphabets_are_shown_and_what_the_font_lacks_is_named() throws Exception {
    var text = text(ReportPdf.of(report(Map.of("description", "Zażółć Ψυχή Проверка 中\tend"))));

    assertThat(text).contains("Zażółć Ψυχή Проверка [U+4E2D] end");
  }

  @Test
  void letters_from_right_to_left_are_named_as_lines_are_set_the_other_way() throws Exception {
    var text = text(ReportPdf.of(report(Map.of("description", "\u05d0\u0628 \u202e end"))));

    assertThat(text).contains("[U+05D0][U+0628] [U+202E] end");
  }

  @Test
  void a_long_word_costs_no_more_than_its_length() {
    var report = report(Map.of("description", "x".repeat(200_000)));

    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> ReportPdf.of(report));
  }

  @Test
  void two_reports_are_printed_at_once_and_a_third_is_told_to_come_back() {
    var press = new Press();
    press.enter();
    press.enter();

    assertThatThrownBy(press::enter).isInstanceOf(Refusal.NotReady.class);
    press.draw(report(Map.of("description", "Done")));
    assertThatCode(press::enter).doesNotThrowAnyException();
  }

  @Test
  void what_people_wrote_is_text_and_nothing_else() throws Exception {
    var attack = "<script>alert('x')</script> ) Tj /JavaScript (app.alert) & \"Bobby\"";

    assertThat(text(ReportPdf.of(report(Map.of("description", attack))))).contains(attack);
  }

  @Test
  void a_word_without_an_end_is_cut_and_not_lost() throws Exception {
    var word = "x".repeat(500) + "END";

    assertThat(text(ReportPdf.of(report(Map.of("description", word)))).replace(" ", "")).contains(word);
  }
}
