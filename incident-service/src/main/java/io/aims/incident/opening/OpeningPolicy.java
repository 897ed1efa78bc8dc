package io.aims.incident.opening;

import java.util.Optional;
import java.util.stream.Stream;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;

/** Weighs what a source and its organisation say: the narrowest rule counts, and without any everything opens. */
public record OpeningPolicy(OpeningRules source, OpeningRules organisation) {

  /** Why a signal opens nothing by itself; empty when it does. */
  public Optional<Withheld> withholds(Kind kind, Severity severity) {
    return Stream.of(
        source.of(kind).map(rule -> new Withheld(Scope.SOURCE_AND_KIND, rule.opensFrom())),
        source.ofTheRest().map(rule -> new Withheld(Scope.SOURCE, rule.opensFrom())),
        organisation.of(kind).map(rule -> new Withheld(Scope.ORGANISATION_AND_KIND, rule.opensFrom())),
        organisation.ofTheRest().map(rule -> new Withheld(Scope.ORGANISATION, rule.opensFrom())))
        .flatMap(Optional::stream)
        .findFirst()
        .filter(counting -> !counting.opensFrom().opens(severity));
  }
}
