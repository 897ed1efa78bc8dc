package io.aims.audit.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the versions of every aggregate through a pack. They only ever rise by one where they were recorded, so a
 * whole ledger must show each of them from 1 on; a case shows a selection, whose gaps are worth telling.
 */
final class Versions {
  private final boolean everyVersion;
  private final Map<String, Chain> chains = new LinkedHashMap<>();

  Versions(boolean everyVersion) {
    this.everyVersion = everyVersion;
  }

  private record Chain(long first, long last, long seen) {
    boolean complete() {
      return first == 1 && seen == last;
    }
  }

  /** Takes the next event in ledger order; answers what is wrong with its version, if anything is. */
  Optional<String> add(EventFacts event) {
    var chain = chains.get(event.aggregate());
    var last = chain == null ? 0 : chain.last();
    if (event.version() <= last) {
      return Optional.of("version " + event.version() + " of " + event.aggregate() + " comes after version " + last);
    }
    if (everyVersion && event.version() != last + 1) {
      return Optional
          .of("version " + event.version() + " of " + event.aggregate() + " comes where version " + (last + 1)
              + " belongs");
    }
    chains.put(event.aggregate(), chain == null
        ? new Chain(event.version(), event.version(), 1)
        : new Chain(chain.first(), event.version(), chain.seen() + 1));
    return Optional.empty();
  }

  int aggregates() {
    return chains.size();
  }

  int complete() {
    return (int) chains.values().stream().filter(Chain::complete).count();
  }

  /** One line per aggregate of which some versions are not in the pack, at most so many. */
  List<String> partial(int most) {
    var lines = new ArrayList<String>();
    for (var entry : chains.entrySet()) {
      var chain = entry.getValue();
      if (!chain.complete() && lines.size() < most) {
        lines.add(entry.getKey() + ": " + chain.seen() + " of the versions 1 to " + chain.last());
      }
    }
    return lines;
  }
}
