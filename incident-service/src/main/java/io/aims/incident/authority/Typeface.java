package io.aims.incident.authority;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of printed reports: Liberation Sans (SIL Open Font License), which comes with PDFBox and has Latin, Greek, Cyrillic
 * and Hebrew letters; embedded as far as it is used. A character that it lacks appears as {@code [U+4E2D]}, so that nothing
 * disappears and nothing looks like something else.
 */
final class Typeface {
  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private final PDFont font;
  private final Map<Integer, String> shown = new HashMap<>();

  private Typeface(PDFont font) {
    this.font = font;
  }

  static Typeface in(PDDocument document) throws IOException {
    try (var file = PDDocument.class.getResourceAsStream(FILE)) {
      return new Typeface(PDType0Font.load(document, file, true));
    }
  }

  PDFont font() {
    return font;
  }

  /** {@code text} in characters that the font has; white space of any kind is a space. */
  String showable(String text) {
    return text.codePoints().mapToObj(point -> shown.computeIfAbsent(point, this::show)).collect(Collectors.joining());
  }

  private String show(int point) {
    if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
      return " ";
    }
    var sign = Character.toString(point);
    try {
      return font.getStringWidth(sign) > 0 ? sign : name(point);
    } catch (IllegalArgumentException | IOException missing) {
      return name(point);
    }
  }

  private static String name(int point) {
    return "[U+%04X]".formatted(point);
  }

  /** {@code text} in lines of at most {@code width}; a word that is longer than a line is cut. */
  List<String> lines(String text, float size, float width) throws IOException {
    var lines = new ArrayList<String>();
    for (var paragraph : text.split("\\R", -1)) {
      var line = "";
      for (var word : showable(paragraph).split(" ")) {
        if (!line.isEmpty() && width(line + " " + word, size) > width) {
          lines.add(line);
          line = "";
        }
        line = line.isEmpty() ? word : line + " " + word;
        while (width(line, size) > width) {
          var fits = fitting(line, size, width);
          lines.add(line.substring(0, fits));
          line = line.substring(fits);
        }
      }
      lines.add(line);
    }
    return lines;
  }

  private int fitting(String word, float size, float width) throws IOException {
    var fits = word.offsetByCodePoints(0, 1);
    for (var next = fits; next < word.length() && width(word.substring(0, next), size) <= width;) {
      fits = next;
      next = word.offsetByCodePoints(next, 1);
    }
    return fits;
  }

  private float width(String showable, float size) throws IOException {
    return font.getStringWidth(showable) / 1000 * size;
  }
}
