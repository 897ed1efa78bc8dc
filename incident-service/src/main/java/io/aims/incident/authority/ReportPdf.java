package io.aims.incident.authority;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** A report as a PDF. The same version has the same bytes: nothing in it comes from the clock or from chance. */
final class ReportPdf {
  private static final PDRectangle PAPER = PDRectangle.A4;
  private static final float MARGIN = 57;
  private static final float WIDTH = PAPER.getWidth() - 2 * MARGIN;
  private static final float TOP = PAPER.getHeight() - MARGIN;
  private static final float LEADING = 1.4f;
  private static final float TEXT = 10;
  private static final float HEAD = 13;
  private static final float TITLE = 17;
  private static final float FOOT = 8;
  private final Typeface face;
  private final List<List<Line>> pages = new ArrayList<>();
  private float left;

  private record Line(float size, boolean bold, float y, String text) {}

  private ReportPdf(Typeface face) {
    this.face = face;
  }

  static byte[] of(ReportView report) {
    var outline = ReportOutline.of(report);
    try (var document = new PDDocument(); var bytes = new ByteArrayOutputStream()) {
      // Otherwise PDFBox makes an id from the time.
      document.setDocumentId(report.id().getLeastSignificantBits() ^ report.version());
      document.getDocumentInformation().setTitle(outline.title());
      var pdf = new ReportPdf(Typeface.in(document));
      pdf.layOut(outline);
      pdf.draw(outline, document);
      document.save(bytes, CompressParameters.NO_COMPRESSION);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void layOut(ReportOutline outline) throws IOException {
    turn();
    write(TITLE, true, 6, outline.title());
    for (var entry : outline.about()) {
      write(TEXT, false, 2, entry.label() + ": " + entry.value());
    }
    if (!outline.missing().isEmpty()) {
      write(HEAD, true, HEAD, "Still missing");
      for (var label : outline.missing()) {
        write(TEXT, false, 2, "- " + label);
      }
    }
    for (var part : outline.parts()) {
      write(HEAD, true, HEAD, part.title());
      for (var entry : part.entries()) {
        write(TEXT, true, 6, entry.label());
        write(TEXT, false, 0, entry.value());
      }
    }
  }

  private void turn() {
    pages.add(new ArrayList<>());
    left = TOP - HEAD * LEADING;
  }

  private void write(float size, boolean bold, float before, String text) throws IOException {
    left -= before;
    for (var line : face.lines(text, size, WIDTH)) {
      if (left - size * LEADING < MARGIN) {
        turn();
      }
      left -= size * LEADING;
      pages.getLast().add(new Line(size, bold, left, line));
    }
  }

  private void draw(ReportOutline outline, PDDocument document) throws IOException {
    for (var i = 0; i < pages.size(); i++) {
      var page = new PDPage(PAPER);
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        if (outline.draft() != null) {
          put(content, new Line(HEAD, true, TOP, face.showable(outline.draft())));
        }
        for (var line : pages.get(i)) {
          put(content, line);
        }
        var foot = face.showable(outline.edition() + ", page " + (i + 1) + " of " + pages.size());
        put(content, new Line(FOOT, false, MARGIN - 2 * FOOT, foot));
      }
    }
  }

  /** The font has one weight; a thin outline makes it heavier. */
  private void put(PDPageContentStream content, Line line) throws IOException {
    content.beginText();
    content.setFont(face.font(), line.size());
    content.setLineWidth(line.size() / 40);
    content.setRenderingMode(line.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    content.newLineAtOffset(MARGIN, line.y());
    content.showText(line.text());
    content.endText();
  }
}
