package io.aims.incident.source;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Profile;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.smallrye.mutiny.Uni;

/**
 * Answers for each delivery who may send to a source, without asking the database each time.
 *
 * <p>An entry lives for two seconds, so a source that another process disables takes deliveries for that long; in this
 * process it stops at once. What is unknown is not remembered.
 */
@ApplicationScoped
public class SourceDirectory {
  private static final long LIFE = Duration.ofSeconds(2).toNanos();
  private static final long SETTLING = Duration.ofSeconds(1).toNanos();
  private static final int CAPACITY = 1000;
  private final Transactions transactions;
  private final HookSources sources;
  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Key, Uni<Listing>> underWay = new ConcurrentHashMap<>();
  private volatile long settledAt = System.nanoTime();

  SourceDirectory(Transactions transactions, HookSources sources) {
    this.transactions = transactions;
    this.sources = sources;
  }

  /** What a delivery has to know of its source. */
  public record Listing(UUID id, UUID systemId, Profile profile, String senderClientId, boolean enabled) {}

  private record Key(UUID tenant, UUID id) {}

  private record Entry(Listing listing, long readAt) {
    boolean fresh(long now) {
      return now - readAt < LIFE;
    }
  }

  /** The source of this organisation; refuses as not found what does not exist or is another organisation's. */
  public Uni<Listing> find(UUID tenant, UUID id) {
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
    return transactions.in(key.tenant(), () -> sources.findById(key.id()).map(SourceDirectory::listing))
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

  private static @Nullable Listing listing(@Nullable HookSource source) {
    return source == null
        ? null
        : new Listing(source.id(), source.systemId(), source.profile(), source.senderClientId(),
            source.state() == HookSource.State.ENABLED);
  }
}
