package io.aims.faults.check;

import java.util.HashMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Nobody is shown what belongs to another organisation, and nothing of one organisation hangs on something of another. */
final class NoForeignRow implements Invariant {

  @Override
  public String promise() {
    return "no foreign row";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var owners = new HashMap<UUID, UUID>();
    evidence.aggregates().forEach(row -> owners.put(row.id(), row.tenant()));
    var shown = evidence.client()
        .seen()
        .stream()
        .filter(seen -> owners.containsKey(seen.id()) && !owners.get(seen.id()).equals(seen.org().tenant()))
        .distinct()
        .map(seen -> "%s was shown %s of organisation %s".formatted(seen.org().alias(), seen.id(),
            owners.get(seen.id())));
    var deliveries = evidence.deliveries()
        .stream()
        .filter(delivery -> differs(owners.get(delivery.source()), delivery.tenant()))
        .map(delivery -> "delivery %s of %s is of a source of another organisation".formatted(delivery.id(),
            delivery.tenant()));
    var signals = evidence.signals()
        .stream()
        .filter(signal -> differs(owners.get(signal.incident()), signal.tenant()))
        .map(signal -> "a signal of %s is counted at incident %s of another organisation".formatted(signal.tenant(),
            signal.incident()));
    var tenants = new HashMap<UUID, UUID>();
    evidence.events().forEach(event -> tenants.put(event.id(), event.tenant()));
    var ledgers = evidence.ledger()
        .stream()
        .filter(entry -> differs(tenants.get(entry.event()), entry.tenant()))
        .map(entry -> "event %s is in the ledger of another organisation, %s".formatted(entry.event(),
            entry.tenant()));
    return Stream.of(shown, deliveries, signals, ledgers).flatMap(breaches -> breaches);
  }

  private static boolean differs(@org.jspecify.annotations.Nullable UUID owner, UUID tenant) {
    return owner != null && !owner.equals(tenant);
  }
}
