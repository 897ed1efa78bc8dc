package io.aims.faults.check;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aims.faults.check.Evidence.Fact;

/** What a service keeps of what another one owns says the same as the owner's rows, and of nothing less or more. */
final class ReadModelsAgree implements Invariant {

  @Override
  public String promise() {
    return "read models agree with their owners";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var strange = evidence.strangeAggregates();
    return ReadModels.ALL.stream().flatMap(model -> {
      var owned = byId(evidence.originals(), model.name());
      var kept = byId(evidence.copies(), model.name());
      var all = new TreeSet<UUID>(owned.keySet());
      all.addAll(kept.keySet());
      return all.stream()
          .filter(id -> !strange.contains(id) && !owned.getOrDefault(id, List.of())
              .equals(kept.getOrDefault(id, List.of())))
          .map(id -> "%s: of %s the owner says %s, the reader %s".formatted(model.name(), id, owned.get(id), kept.get(
              id)));
    });
  }

  private static Map<UUID, List<String>> byId(List<Fact> facts, String model) {
    return facts.stream()
        .filter(fact -> fact.model().equals(model))
        .collect(Collectors.groupingBy(Fact::id, Collectors.mapping(fact -> fact.tenant() + "|" + fact.says(),
            Collectors.toList())));
  }
}
