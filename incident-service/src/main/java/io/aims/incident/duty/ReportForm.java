package io.aims.incident.duty;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a report asks for, section by section. */
public record ReportForm(String id, String title, List<Section> sections) {

  /** Fields under one heading. */
  public record Section(String title, List<Field> fields) {}

  /**
   * One thing that is asked for.
   *
   * @param requiredFor the kinds of report that are not whole without it
   */
  public record Field(String id, String label, Source source, Set<ReportKind> requiredFor) {}

  /** Where a value comes from first: from what is known already, or from the pen of a person. */
  public enum Source {
    FACT, TEXT
  }

  public Stream<Field> fields() {
    return sections.stream().flatMap(section -> section.fields().stream());
  }

  public Optional<Field> field(String id) {
    return fields().filter(field -> field.id().equals(id)).findFirst();
  }
}
