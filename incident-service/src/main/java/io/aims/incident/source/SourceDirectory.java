package io.aims.incident.source;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.Scheme;
import io.aims.incident.signal.Profile;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Answers for each delivery whose source it is and who may send to it, without asking the database each time.
 *
 * <p>An entry lives for two seconds, so a source that another process disables takes deliveries for that long; in this
 * process it stops at once. What is unknown is not remembered.
 */
@ApplicationScoped
public class SourceDirectory {
  private static final long LIFE = Duration.ofSeconds(2).toNanos();
  private static final long SETTLING = Duration.ofSeconds(1).toNanos();
  private static final int CAPACITY = 1000;
  private static final int OWNERS = 100_000;
  private final Pool database;
  private final Transactions transactions;
  private final HookSources sources;
  private final HookCredentials credentials;
  private final Schemes schemes;
  private final Map<UUID, UUID> owners = new ConcurrentHashMap<>();
  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Key, Uni<Listing>> underWay = new ConcurrentHashMap<>();
  private volatile long settledAt = System.nanoTime();

  SourceDirectory(Pool database, Transactions transactions, HookSources sources, HookCredentials credentials,
      Schemes schemes) {
    this.database = database;
    this.transactions = transactions;
    this.sources = sources;
    this.credentials = credentials;
    this.schemes = schemes;
  }

  /**
   * What a delivery has to know of its source.
   *
   * @param systemId what it is bound to; null when it is shared
   * @param senderClientId who has to sign in; null when senders show one of {@code credentials}
   */
  public record Listing(UUID id, UUID tenant, @Nullable UUID systemId, Profile profile, @Nullable String senderClientId,
      List<Credential> credentials, boolean enabled) {}

  /** @param scheme null when its secret can't be opened here */
  public record Credential(UUID id, @Nullable Scheme scheme) {}

  private record Key(UUID tenant, UUID id) {}

  private record Entry(Listing listing, long readAt) {
    boolean fresh(long now) {
      return now - readAt < LIFE;
    }
  }

  /** The source of this id, whoever's it is; refuses as not found what does not exist. */
  public Uni<Listing> find(UUID id) {
    var tenant = owners.get(id);
    return tenant == null ? owner(id).chain(owner -> find(owner, id)) : find(tenant, id);
  }

  /** A source never changes hands. */
  private Uni<UUID> owner(UUID id) {
    return database.preparedQuery("select hook_source_tenant($1)")
        .execute(Tuple.of(id))
        .map(rows -> Refusal.orNotFound(rows.iterator().next().getUUID(0), HookSourceResource.WHAT))
        .invoke(tenant -> {
          if (owners.size() < OWNERS) {
            owners.put(id, tenant);
          }
        });
  }

  private Uni<Listing> find(UUID tenant, UUID id) {
    var key = new Key(tenant, id);
    var now = System.nanoTime();
    var known = entries.get(key);
    if (known != null && known.fresh(now)) {
      return Uni.createFrom().item(known.listing());
    }
    return underWay.computeIfAbsent(key, k -> read(k, now));
  }

  /** However many ask at once, the database is asked once. */
  private Uni<Listing> read(Key key, long now) {
    return transactions.in(key.tenant(), () -> sources.findById(key.id()).chain(this::listing))
        .map(found -> Refusal.orNotFound(found, HookSourceResource.WHAT))
        .invoke(found -> remember(key, found, now))
        .onTermination()
        .invoke(() -> underWay.remove(key))
        .memoize()
        .indefinitely();
  }

  /** What was read around a change, which may not be committed yet, is used once and not remembered. */
  private void remember(Key key, Listing listing, long readAt) {
    if (readAt - settledAt < 0) {
      return;
    }
    if (entries.size() >= CAPACITY) {
      entries.values().removeIf(entry -> !entry.fresh(readAt));
    }
    if (entries.size() < CAPACITY) {
      entries.put(key, new Entry(listing, readAt));
    }
  }

  /** To be called for each change, before or after its commit. */
  void forget(UUID id) {
    settledAt = System.nanoTime() + SETTLING;
    entries.keySet().removeIf(key -> key.id().equals(id));
    underWay.keySet().removeIf(key -> key.id().equals(id));
  }

  private Uni<@Nullable Listing> listing(@Nullable HookSource source) {
    return source == null
        ? Uni.createFrom().nullItem()
        : credentials.live(source.id())
            .map(live -> new Listing(source.id(), source.tenant(), source.systemId(), source.profile(),
                source.senderClientId(),
                live.stream().map(one -> new Credential(one.id(), schemes.of(source, one))).toList(),
                source.state() == HookSource.State.ENABLED));
  }
}
