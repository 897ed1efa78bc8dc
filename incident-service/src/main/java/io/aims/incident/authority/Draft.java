package io.aims.incident.authority;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.ReportForm;
import io.aims.incident.duty.ReportKind;
import io.aims.platform.refusal.Refusal;

/**
 * The content of a report at one revision.
 *
 * @param facts what was known when it was written, by field
 * @param texts what people wrote, by field; it stands for the fact of the same field
 * @param contributors everybody who has written in this report, as none of them may approve it
 */
record Draft(int revision, Map<String, String> facts, Map<String, String> texts, List<String> contributors) {

  Draft {
    facts = new TreeMap<>(facts);
    texts = new TreeMap<>(texts);
    contributors = List.copyOf(contributors);
  }

  static Draft first(ReportForm form, Map<String, String> facts, Map<String, String> texts, String author) {
    return new Draft(1, facts, checked(form, texts), List.of(author));
  }

  /** The next revision, in new words and upon present facts. */
  Draft revised(ReportForm form, Map<String, String> facts, Map<String, String> texts, String author) {
    var authors = new TreeSet<>(contributors);
    authors.add(author);
    return new Draft(revision + 1, facts, checked(form, texts), List.copyOf(authors));
  }

  @Nullable
  String value(String field) {
    return texts.getOrDefault(field, facts.get(field));
  }

  /** The fields without which a report of this kind is not whole, in the form's order. */
  List<String> missing(ReportForm form, ReportKind kind) {
    return form.fields()
        .filter(field -> field.requiredFor().contains(kind) && value(field.id()) == null)
        .map(ReportForm.Field::id)
        .toList();
  }

  /** The texts that differ from those of {@code earlier}; a text that was taken out is not among them. */
  Map<String, String> changedSince(Draft earlier) {
    var changed = new TreeMap<>(texts);
    changed.entrySet().removeIf(text -> text.getValue().equals(earlier.texts.get(text.getKey())));
    return changed;
  }

  private static Map<String, String> checked(ReportForm form, Map<String, String> texts) {
    var broken = new ArrayList<Refusal.Violation>();
    texts.forEach((field, text) -> {
      if (form.field(field).isEmpty()) {
        broken.add(new Refusal.Violation("texts." + field, "is no field of the form"));
      } else if (text.isBlank()) {
        broken.add(new Refusal.Violation("texts." + field, "must not be blank"));
      }
    });
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    return texts;
  }
}
