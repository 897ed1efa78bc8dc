package io.aims.incident.authority;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of printed reports: Liberation Sans (SIL Open Font License), which comes with PDFBox and has Latin, Greek
 * and Cyrillic letters; embedded as far as it is used. A character that it lacks appears as {@code [U+4E2D]}, so that
 * nothing disappears and nothing looks like something else; so does one that is written from right to left, as lines
 * are set the other way.
 */
final class Typeface {
  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final Set<Byte> RIGHT_TO_LEFT = Set.of(Character.DIRECTIONALITY_RIGHT_TO_LEFT,
      Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
  private final PDFont font;
  private final Map<Integer, String> shown = new HashMap<>();
  private final Map<Integer, Float> widths = new HashMap<>();

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
    if (RIGHT_TO_LEFT.contains(Character.getDirectionality(point))) {
      return name(point);
    }
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

  /**
   * {@code text} in lines of at most {@code width}; a word that is longer than a line is cut. Each character is
   * measured once.
   */
  List<String> lines(String text, float size, float width) throws IOException {
    var lines = new ArrayList<String>();
    for (var paragraph : text.split("\\R", -1)) {
      var line = new Line(lines, width * 1000 / size);
      for (var word : showable(paragraph).split(" ")) {
        line.add(word);
      }
      line.end();
    }
    return lines;
  }

  private float width(int point) throws IOException {
    var known = widths.get(point);
    if (known == null) {
      known = font.getStringWidth(Character.toString(point));
      widths.put(point, known);
    }
    return known;
  }

  private float width(String word) throws IOException {
    var width = 0f;
    for (var point : word.codePoints().toArray()) {
      width += width(point);
    }
    return width;
  }

  /** The line that is being written, in thousandths of the size. */
  private final class Line {
    private final List<String> lines;
    private final float most;
    private final StringBuilder text = new StringBuilder();
    private float width;

    Line(List<String> lines, float most) {
      this.lines = lines;
      this.most = most;
    }

    void add(String word) throws IOException {
      var needed = width(word);
      if (!text.isEmpty()) {
        if (width + width(' ') + needed > most) {
          end();
        } else {
          put(' ');
        }
      }
      for (var point : word.codePoints().toArray()) {
        if (!text.isEmpty() && width + width(point) > most) {
          end();
        }
        put(point);
      }
    }

    void end() {
      lines.add(text.toString());
      text.setLength(0);
      width = 0;
    }

    private void put(int point) throws IOException {
      text.appendCodePoint(point);
      width += width(point);
    }
  }
}
