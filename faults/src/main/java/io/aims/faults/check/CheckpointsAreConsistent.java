package io.aims.faults.check;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Org;

/** Every checkpoint that anybody was ever given is the root of the first entries that the ledger has now. */
final class CheckpointsAreConsistent implements Invariant {

  @Override
  public String promise() {
    return "checkpoints are consistent";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return Stream.of(Org.values())
        .flatMap(org -> of(org, leaves(evidence, org.tenant()), evidence.checkpoints()
            .stream()
            .filter(checkpoint -> checkpoint.org() == org)
            .collect(Collectors.groupingBy(ClientLog.Checkpoint::size,
                Collectors.mapping(ClientLog.Checkpoint::root, Collectors.toSet())))
            .entrySet()
            .stream()
            .flatMap(size -> size.getValue().stream().map(root -> new ClientLog.Checkpoint(org, size.getKey(), root)))
            .sorted(Comparator.comparingLong(ClientLog.Checkpoint::size))
            .toList()));
  }

  private static List<byte[]> leaves(Evidence evidence, UUID tenant) {
    return evidence.ledger()
        .stream()
        .filter(entry -> entry.tenant().equals(tenant))
        .sorted(Comparator.comparingLong(Evidence.Entry::index))
        .map(entry -> HexFormat.of().parseHex(entry.leaf()))
        .toList();
  }

  private static Stream<String> of(Org org, List<byte[]> leaves, List<ClientLog.Checkpoint> ascending) {
    var breaches = new ArrayList<String>();
    var roots = new MerkleRoots();
    var size = 0;
    for (var checkpoint : ascending) {
      while (size < checkpoint.size() && size < leaves.size()) {
        roots.append(leaves.get(size++));
      }
      if (size < checkpoint.size()) {
        breaches.add("%s was given a checkpoint of size %d, its ledger has %d entries".formatted(org.alias(),
            checkpoint.size(), leaves.size()));
      } else if (!Base64.getEncoder().encodeToString(roots.root()).equals(checkpoint.root())) {
        breaches.add("%s was given root %s for size %d, its entries give %s".formatted(org.alias(), checkpoint.root(),
            checkpoint.size(), Base64.getEncoder().encodeToString(roots.root())));
      }
    }
    return breaches.stream();
  }
}
