package io.aims.faults.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A ledger's places are taken without a gap, each event has one, and an aggregate's events follow in order of version. */
final class LedgerIsSound implements Invariant {

  @Override
  public String promise() {
    return "the ledger is sound";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.ledger()
        .stream()
        .collect(Collectors.groupingBy(Evidence.Entry::tenant))
        .values()
        .stream()
        .flatMap(entries -> {
          var breaches = new ArrayList<String>();
          var versions = new HashMap<UUID, Integer>();
          var next = 0L;
          for (var entry : entries.stream().sorted(Comparator.comparingLong(Evidence.Entry::index)).toList()) {
            if (entry.index() != next) {
              breaches.add("after place %d comes %d".formatted(next - 1, entry.index()));
            }
            next = entry.index() + 1;
            var before = versions.put(entry.aggregate(), entry.version());
            if (entry.version() != (before == null ? 1 : before + 1)) {
              breaches.add("place %d holds version %d of %s after version %s".formatted(entry.index(), entry.version(),
                  entry.aggregate(), before));
            }
          }
          return breaches.stream();
        });
  }
}
