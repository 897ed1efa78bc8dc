package io.aims.risk.soa;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.aims.platform.refusal.Refusal;

/** The lines of a statement, in the order of the catalogue; an object, because that is what a JSON column can hold. */
record Lines(List<Line> all) {

  Lines {
    all = List.copyOf(all);
  }

  /** The line of a control; refuses one that the catalogue does not have. */
  Line of(String control) {
    return Refusal.orNotFound(all.stream().filter(line -> line.control().equals(control)).findFirst().orElse(null),
        "control");
  }

  Lines replace(Predicate<Line> which, UnaryOperator<Line> by) {
    return new Lines(all.stream().map(line -> which.test(line) ? by.apply(line) : line).toList());
  }

  List<String> controls(Predicate<Line> which) {
    return all.stream().filter(which).map(Line::control).toList();
  }

  int count(Applicability applicability) {
    return controls(line -> line.decision().applicability() == applicability).size();
  }

  int count(Line.Live live) {
    return controls(line -> line.live() == live).size();
  }
}
