package io.aims.incident.system;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.inbox.Patience;
import io.aims.platform.tenancy.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Which AI systems this service has heard of. */
@ApplicationScoped
public class KnownSystems {
  private final Transactions transactions;
  private final Patience patience;
  private final KnownNames names;

  KnownSystems(Transactions transactions, Patience patience, KnownNames names) {
    this.transactions = transactions;
    this.patience = patience;
    this.names = names;
  }

  /**
   * Whether the system is known, waiting up to {@code most} for news that may be under way: who registers a system
   * and uses its id at once must not be told that it does not exist. Each look is a transaction of its own.
   */
  public Uni<Boolean> knows(UUID tenant, UUID id, Duration most) {
    return patience.await(most, () -> transactions.in(tenant, () -> find(id))).map(found -> found != null);
  }

  /** The same for several; answers with those that stay unknown. */
  public Uni<Set<UUID>> unknown(UUID tenant, Set<UUID> ids, Duration most) {
    return patience
        .await(most, () -> transactions.in(tenant, () -> missing(ids)).map(some -> some.isEmpty() ? some : null))
        .chain(none -> none == null
            ? transactions.in(tenant, () -> missing(ids))
            : Uni.createFrom().item(none));
  }

  private static Uni<Set<UUID>> missing(Set<UUID> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(ids);
    }
    return Panache.getSession()
        .chain(session -> session.createQuery("select id from KnownSystem where id in :ids", UUID.class)
            .setParameter("ids", ids)
            .getResultList())
        .map(known -> {
          var missing = new HashSet<>(ids);
          known.forEach(missing::remove);
          return missing;
        });
  }

  /** For each of these names that exactly one system answers to: which; in the caller's transaction. */
  public Uni<Map<String, UUID>> answering(UUID tenant, Set<String> refs) {
    return names.answering(tenant, refs);
  }

  /** Tells whether the name that a monitor gives can mean a system. */
  @FunctionalInterface
  public interface Names {
    boolean answers(UUID systemId, String ref);
  }

  /** The names that these systems go by; in the caller's transaction. */
  public Uni<Names> namesOf(Set<UUID> ids) {
    return Panache.getSession()
        .chain(session -> session.createQuery("from KnownSystem where id in :ids", KnownSystem.class)
            .setParameter("ids", ids)
            .getResultList())
        .map(found -> found.stream().collect(Collectors.toMap(KnownSystem::id, system -> system)))
        .map(known -> (id, ref) -> known.containsKey(id) && known.get(id).answersTo(ref));
  }

  /** What people call the system, for a document; null when it is unknown here. In the caller's transaction. */
  public Uni<@Nullable String> label(UUID id) {
    return find(id).map(found -> found == null ? null : found.label());
  }

  /** Who answers for the system; null when nobody is known to. In the caller's transaction. */
  public Uni<@Nullable UUID> owner(UUID id) {
    return find(id).map(found -> found == null ? null : found.ownerId());
  }

  /** Whether the organisation has such a system; in the caller's transaction. */
  public Uni<Boolean> known(UUID id) {
    return find(id).map(found -> found != null);
  }

  Uni<KnownSystem> find(UUID id) {
    return Panache.getSession().chain(session -> session.find(KnownSystem.class, id));
  }

  /** Whoever forgets a system adds it again in the same transaction: what refers to it is asked at its end. */
  Uni<Void> forget(UUID tenant, UUID id) {
    return Panache.getSession()
        .call(() -> names.forget(tenant, id))
        .chain(session -> session.createNativeQuery("set constraints maintenance_window_system deferred")
            .executeUpdate()
            .chain(() -> session.createNativeQuery("delete from known_system where tenant = ?1 and id = ?2")
                .setParameter(1, tenant)
                .setParameter(2, id)
                .executeUpdate()))
        .replaceWithVoid();
  }

  Uni<Void> add(KnownSystem system) {
    return Panache.getSession().chain(session -> session.persist(system)).chain(() -> named(system));
  }

  /** It may answer to other names from now on. */
  Uni<Void> named(KnownSystem system) {
    return names.of(system.tenant(), system.id(), system.names());
  }
}
