package io.aims.audit.completeness;

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
      select service, claimed_size, claimed_digest, claimed_epoch, claimed_at, contradiction, held_size, held_digest,
             behind_since, asked_at
      from ledger_stream where tenant = ?1""";
  /** A later epoch begins anew: what was held may have been replaced. */
  private static final String CLAIM = """
      insert into ledger_stream as s (tenant, service, claimed_size, claimed_digest, claimed_epoch, claimed_at, note,
                                      contradiction, behind_since)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, now())
      on conflict (tenant, service) do update set
        claimed_size = excluded.claimed_size, claimed_digest = excluded.claimed_digest,
        claimed_epoch = excluded.claimed_epoch, claimed_at = excluded.claimed_at, note = excluded.note,
        contradiction = excluded.contradiction,
        behind_since = case when s.held_size < s.claimed_size and excluded.claimed_epoch = s.claimed_epoch
                            then s.behind_since else now() end,
        asked_at = case when excluded.claimed_epoch > s.claimed_epoch then null else s.asked_at end,
        held_size = case when excluded.claimed_epoch > s.claimed_epoch then 0 else s.held_size end,
        held_digest = case when excluded.claimed_epoch > s.claimed_epoch then decode(repeat('00', 32), 'hex')
                           else s.held_digest end""";
  private final Transactions transactions;

  Streams(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Keeps a claim that goes further than the one before; an older one, which a topic may deliver again, changes nothing. */
  Uni<Void> claimed(StreamClaim claim, String note) {
    return transactions.in(claim.tenant(), () -> rows(claim.tenant(), " and service = ?2 for update", claim.service())
        .chain(found -> {
          var before = found.isEmpty() ? null : found.getFirst();
          return before != null && isNoNews(before, claim) ? Uni.createFrom().voidItem() : keep(claim, note, before);
        }));
  }

  private static boolean isNoNews(StreamRow before, StreamClaim claim) {
    return claim.epoch() < before.epoch() || claim.epoch() == before.epoch()
        && (claim.head().size() < before.claimed().size() || claim.head().equals(before.claimed()));
  }

  private static Uni<Void> keep(StreamClaim claim, String note, @Nullable StreamRow before) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(CLAIM)
            .setParameter(1, claim.tenant())
            .setParameter(2, claim.service())
            .setParameter(3, claim.head().size())
            .setParameter(4, claim.head().digest())
            .setParameter(5, claim.epoch())
            .setParameter(6, OffsetDateTime.ofInstant(claim.at(), ZoneOffset.UTC))
            .setParameter(7, note)
            .setParameter(8, before == null ? null : before.contradictedBy(claim.head(), claim.epoch()))
            .executeUpdate())
        .replaceWithVoid();
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
    var behindSince = row.get(8, OffsetDateTime.class);
    var askedAt = row.get(9, OffsetDateTime.class);
    return new StreamRow(tenant, row.get(0, String.class),
        new StreamHead(row.get(1, Long.class), row.get(2, byte[].class)), row.get(3, Integer.class),
        row.get(4, OffsetDateTime.class).toInstant(), row.get(5, String.class),
        new StreamHead(row.get(6, Long.class), row.get(7, byte[].class)),
        behindSince == null ? null : behindSince.toInstant(), askedAt == null ? null : askedAt.toInstant());
  }
}
