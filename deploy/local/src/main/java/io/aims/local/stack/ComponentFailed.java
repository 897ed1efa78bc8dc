package io.aims.local.stack;

import java.nio.file.Path;
import java.util.List;

/** A component that did not start: which one, why, its last words and where the rest of its log is. */
public final class ComponentFailed extends Exception {
  private static final long serialVersionUID = 1L;

  ComponentFailed(String component, String why, Path log, List<String> lastLines) {
    super(text(component, why, log, lastLines));
  }

  static String text(String component, String why, Path log, List<String> lastLines) {
    var text = new StringBuilder("%s %s.%n".formatted(component, why));
    if (!lastLines.isEmpty()) {
      text.append("  Its last lines:\n");
      lastLines.forEach(line -> text.append("    | ").append(line).append('\n'));
    }
    return text.append("  Its log: ").append(log).toString();
  }
}
