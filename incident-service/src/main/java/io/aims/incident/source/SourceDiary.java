package io.aims.incident.source;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Profile;
import io.aims.incident.signal.answer.Outcome;
import io.aims.incident.source.SourceDirectory.Listing;
import io.aims.platform.refusal.Faults;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/**
 * Remembers what comes and what is turned away, and writes it down every few seconds: not a write per delivery, and
 * however much an attacker sends, a few rows. What a crash takes with it is news of seconds.
 */
@ApplicationScoped
public class SourceDiary {
  private static final Logger LOG = Logger.getLogger(SourceDiary.class);
  private static final int SOURCES = 2000;
  private static final int ERRORS = 50;
  private final Transactions transactions;
  private final HookActivities activities;
  private final HookErrors errors;
  private final UnknownFields unknownFields;
  private final Ids ids;
  private final Clock clock;
  private Map<UUID, Entry> entries = new LinkedHashMap<>();

  SourceDiary(Transactions transactions, HookActivities activities, HookErrors errors, UnknownFields unknownFields,
      Ids ids, Clock clock) {
    this.transactions = transactions;
    this.activities = activities;
    this.errors = errors;
    this.unknownFields = unknownFields;
    this.ids = ids;
    this.clock = clock;
  }

  private static final class Entry {
    private final UUID tenant;
    private final Profile profile;
    private final Map<UUID, Instant> used = new HashMap<>();
    private final Deque<HookError> errors = new ArrayDeque<>();
    private final FieldNotes fields = new FieldNotes();
    private @Nullable Instant seen;

    Entry(Listing source) {
      this.tenant = source.tenant();
      this.profile = source.profile();
    }
  }

  /**
   * @param credentialId by which the sender has shown who it is; null when it has signed in
   * @param unknownFields paths of what its vendor has added, without anything of the delivery's data
   */
  public synchronized void taken(Listing source, @Nullable UUID credentialId, Set<String> unknownFields) {
    var entry = entry(source);
    if (entry != null) {
      entry.seen = clock.instant();
      if (credentialId != null) {
        entry.used.put(credentialId, entry.seen);
      }
      entry.fields.see(unknownFields, entry.seen);
    }
  }

  /** @param place where in the body, as a JSON pointer; null when it is the whole */
  public synchronized void turnedAway(Listing source, Outcome outcome, String reason, @Nullable String place) {
    var entry = entry(source);
    if (entry != null) {
      if (entry.errors.size() == ERRORS) {
        entry.errors.removeFirst();
      }
      entry.errors
          .add(new HookError(ids.next(), source.tenant(), source.id(), clock.instant(), outcome, reason, place));
    }
  }

  private @Nullable Entry entry(Listing source) {
    return entries.size() < SOURCES || entries.containsKey(source.id())
        ? entries.computeIfAbsent(source.id(), id -> new Entry(source))
        : null;
  }

  @Scheduled(every = "${aims.hooks.diary}", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> write() {
    var chain = Uni.createFrom().voidItem();
    for (var entry : turnPage().entrySet()) {
      chain = chain.chain(() -> write(entry.getKey(), entry.getValue()));
    }
    return chain;
  }

  private synchronized Map<UUID, Entry> turnPage() {
    var written = entries;
    entries = new LinkedHashMap<>();
    return written;
  }

  private Uni<Void> write(UUID source, Entry entry) {
    List<HookError> turnedAway = new ArrayList<>(entry.errors);
    return transactions.in(entry.tenant, () -> {
      var chain = entry.seen == null
          ? Uni.createFrom().voidItem()
          : activities.seen(entry.tenant, source, entry.seen);
      if (!entry.fields.all().isEmpty()) {
        chain = chain.chain(() -> unknownFields.note(entry.tenant, source, entry.profile, entry.fields));
      }
      for (var used : entry.used.entrySet()) {
        chain = chain.chain(() -> activities.used(entry.tenant, used.getKey(), used.getValue()));
      }
      return turnedAway.isEmpty()
          ? chain
          : chain.chain(() -> activities.rejected(entry.tenant, source, turnedAway.getLast().at()))
              .chain(() -> errors.add(source, turnedAway));
    })
        .onFailure()
        .invoke(fault -> LOG.warnf("News of a hook source are lost: %s", Faults.summary(fault)))
        .onFailure()
        .recoverWithNull();
  }
}
