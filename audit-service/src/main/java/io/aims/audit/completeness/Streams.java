package io.aims.audit.completeness;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import io.aims.platform.stream.StreamClaim;
import io.aims.platform.stream.StreamHead;
import io.aims.platform.tenancy.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** What the services have signed for, per organisation. */
@ApplicationScoped
class Streams {
  private static final String ROW = """
      select service, claimed_size, claimed_digest, claimed_epoch, claimed_at, note, contradicting_note, contradiction,
             held_size, held_digest, behind_since, asked_at
      from ledger_stream where tenant = ?1""";
  /** A later epoch begins anew: what was held may have been replaced. The comparison begins anew after a contradiction as well. */
  private static final String CLAIM = """
      insert into ledger_stream as s (tenant, service, claimed_size, claimed_digest, claimed_epoch, claimed_at, note,
                                      behind_since, next_look_at)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, now(), now())
      on conflict (tenant, service) do update set
        claimed_size = excluded.claimed_size, claimed_digest = excluded.claimed_digest,
        claimed_epoch = excluded.claimed_epoch, claimed_at = excluded.claimed_at, note = excluded.note,
        contradicting_note = case when excluded.claimed_epoch > s.claimed_epoch then null else s.contradicting_note end,
        contradiction = case when excluded.claimed_epoch > s.claimed_epoch then null else s.contradiction end,
        behind_since = case when excluded.claimed_epoch = s.claimed_epoch then coalesce(s.behind_since, now())
                            else now() end,
        asked_at = case when excluded.claimed_epoch > s.claimed_epoch then null else s.asked_at end,
        next_look_at = now(),
        held_size = case when excluded.claimed_epoch > s.claimed_epoch then 0 else s.held_size end,
        held_digest = case when excluded.claimed_epoch > s.claimed_epoch then decode(repeat('00', 32), 'hex')
                           else s.held_digest end""";
  private static final String CONTRADICT = """
      update ledger_stream set contradicting_note = ?3 where tenant = ?1 and service = ?2""";
  /** Services whose events are in the ledger, signed for or not. */
  private static final String SOURCES = """
      select s from unnest(string_to_array(cast(?2 as text), ',')) as s
      where exists (select 1 from ledger_entry where tenant = ?1 and source = '/aims/' || s)""";
  private static final String SERVICES = "audit-service,incident-service,inventory-service,risk-service";
  private final Transactions transactions;

  Streams(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Keeps a claim that goes further than the one before; an older one, which a topic may deliver again, changes nothing. */
  Uni<Void> claimed(StreamClaim claim, String note) {
    return transactions.in(claim.tenant(), () -> rows(claim.tenant(), " and service = ?2 for update", claim.service())
        .chain(found -> {
          var before = found.isEmpty() ? null : found.getFirst();
          if (before != null && before.contradicts(claim.head(), claim.epoch())) {
            return contradict(claim, note);
          }
          return before != null && isNoNews(before, claim) ? Uni.createFrom().voidItem() : keep(claim, note);
        }));
  }

  private static boolean isNoNews(StreamRow before, StreamClaim claim) {
    return claim.epoch() < before.epoch()
        || claim.epoch() == before.epoch() && claim.head().size() <= before.claimed().size();
  }

  private static Uni<Void> contradict(StreamClaim claim, String note) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(CONTRADICT)
            .setParameter(1, claim.tenant())
            .setParameter(2, claim.service())
            .setParameter(3, note)
            .executeUpdate())
        .replaceWithVoid();
  }

  private static Uni<Void> keep(StreamClaim claim, String note) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(CLAIM)
            .setParameter(1, claim.tenant())
            .setParameter(2, claim.service())
            .setParameter(3, claim.head().size())
            .setParameter(4, claim.head().digest())
            .setParameter(5, claim.epoch())
            .setParameter(6, OffsetDateTime.ofInstant(claim.at(), ZoneOffset.UTC))
            .setParameter(7, note)
            .executeUpdate())
        .replaceWithVoid();
  }

  /** The services whose events the organisation's ledger holds. */
  Uni<List<String>> sources(UUID tenant) {
    return transactions.in(tenant, () -> Panache.getSession()
        .chain(session -> session.createNativeQuery(SOURCES, String.class)
            .setParameter(1, tenant)
            .setParameter(2, SERVICES)
            .getResultList()));
  }

  /** All streams of the organisation, by service. */
  Uni<List<StreamRow>> all(UUID tenant) {
    return transactions.in(tenant, () -> rows(tenant, " order by service"));
  }

  private static Uni<List<StreamRow>> rows(UUID tenant, String narrowed, Object... more) {
    return Panache.getSession().chain(session -> {
      var query = session.createNativeQuery(ROW + narrowed, Tuple.class).setParameter(1, tenant);
      for (var i = 0; i < more.length; i++) {
        query.setParameter(i + 2, more[i]);
      }
      return ((Mutiny.SelectionQuery<Tuple>) query).getResultList();
    }).map(found -> found.stream().map(row -> row(tenant, row)).toList());
  }

  private static StreamRow row(UUID tenant, Tuple row) {
    return new StreamRow(tenant, row.get(0, String.class),
        new StreamHead(row.get(1, Long.class), row.get(2, byte[].class)), row.get(3, Integer.class),
        row.get(4, OffsetDateTime.class).toInstant(), row.get(5, String.class), row.get(6, String.class),
        row.get(7, String.class), new StreamHead(row.get(8, Long.class), row.get(9, byte[].class)),
        instant(row.get(10, OffsetDateTime.class)), instant(row.get(11, OffsetDateTime.class)));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime stored) {
    return stored == null ? null : stored.toInstant();
  }
}
