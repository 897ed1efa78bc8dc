package io.aims.incident.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.signal.Profile;

/**
 * Writes the configuration of a sender from the template of its profile and of the way it shows who it is
 * ({@code <profile>-<way>.txt}). Only names and
 * addresses are filled in; where a secret belongs stands a word in angle brackets, as we keep none that we could show.
 */
public final class Setup {
  private static final Pattern TITLE = Pattern.compile("(?m)^=== (.+) \\| ([a-z]+)\\R");
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9:/._~?=&%-]+");
  private static final int NAME = 40;

  private Setup() {}

  /** Something to copy. */
  public record CodeBlock(String title, String language, String code) {}

  /**
   * @param way one of {@link Authentication#of}
   * @param hookUrl where the source takes deliveries
   * @param tokenUrl where machine clients get their access tokens
   * @param name of the source, of which only letters and digits show in the result
   */
  public static List<CodeBlock> of(Profile profile, Authentication way, URI hookUrl, URI tokenUrl, String name) {
    var text = template(profile, way).replace("@url@", address(hookUrl))
        .replace("@tokenUrl@", address(tokenUrl))
        .replace("@name@", word(name));
    var blocks = new ArrayList<CodeBlock>();
    var titles = TITLE.matcher(text).results().toList();
    for (var index = 0; index < titles.size(); index++) {
      var title = titles.get(index);
      var end = index + 1 < titles.size() ? titles.get(index + 1).start() : text.length();
      blocks.add(new CodeBlock(title.group(1), title.group(2), text.substring(title.end(), end).strip() + "\n"));
    }
    return blocks;
  }

  private static String template(Profile profile, Authentication way) {
    var file = (profile + "-" + way).toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    try (var in = Setup.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address means the same in YAML, JSON, Python and a shell, or it is not used. */
  private static String address(URI uri) {
    var text = uri.toASCIIString();
    if (!ADDRESS.matcher(text).matches()) {
      throw new IllegalArgumentException("No address to write into a configuration");
    }
    return text;
  }

  private static String word(String name) {
    var word = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
    var cut = word.substring(0, Math.min(NAME, word.length())).replaceAll("-+$", "");
    return cut.isEmpty() ? "aims" : cut;
  }
}
