package io.aims.audit.ledger;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import io.aims.audit.merkle.Rfc6962;
import io.aims.audit.publication.Standing;
import io.aims.platform.inbox.ReceivedEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** The sequenced entries; always inside the caller's transaction. */
@ApplicationScoped
class LedgerEntries {
  private static final String FOUND = """
      already as (
        select idx from ledger_entry
        where tenant = ?1 and aggregate_id = ?6 and aggregate_version = ?7 and stream_epoch = ?16 and event_id = ?2),
      reserved as (delete from ledger_place where tenant = ?1 and leaf_hash = ?12 returning idx),
      """;
  private static final String ENTRY = """
      entry as (
        insert into ledger_entry (tenant, idx, event_id, type, source, aggregate_type, aggregate_id, aggregate_version,
          correlation_id, causation_id, actor, occurred_at, leaf_hash, body, stream_seq, stream_epoch)
        select ?1, idx, ?2, ?3, ?4, ?5, ?6, ?7, ?8, cast(?9 as uuid), ?10, ?11, ?12, ?13, cast(?15 as bigint), ?16
          from %s returning idx),
      links as (
        insert into ledger_link (tenant, case_id, idx)
        select ?1, case_id, idx from entry, unnest(cast(string_to_array(?14, ',') as uuid[])) as case_id)
      """;
  /**
   * Takes the next place, or the one that is reserved for it, the entry's row and its links in one statement. Nothing is
   * answered, and nothing has happened, where the next place is one that a checkpoint covers, or places were reserved after
   * the statement had looked for its own.
   */
  private static final String APPEND = "with " + FOUND + """
      next as (
        insert into ledger (tenant, size) select ?1, 1
          where not exists (select from reserved) and not exists (select from already)
          and (cast(?17 as bigint) = 0 or exists (select from ledger where tenant = ?1))
        on conflict (tenant) do update set size = ledger.size + 1
          where ledger.size >= ?17
            and ledger.reservations is not distinct from (select l.reservations from ledger l where l.tenant = ?1)
        returning size - 1 as idx),
      place as (select idx from reserved union all select idx from next),
      """ + ENTRY.formatted("place") + """
      select idx from next union all select idx from reserved union all select idx from already""";
  private static final String RESERVED = "with " + FOUND + ENTRY.formatted("reserved")
      + "select idx from reserved";
  private static final String PLACE = """
      update ledger_entry set stream_seq = ?5, stream_epoch = ?6
      where tenant = ?1 and aggregate_id = ?2 and aggregate_version = ?3 and event_id = ?4 and stream_seq is null""";
  /** The places of a case: its own entries, and those that are linked to it. */
  private static final String OF_CASE = """
      \sand idx in (select idx from ledger_entry where tenant = ?1 and idx > ?2 and idx < ?3 and correlation_id = ?4
                   union all
                   select idx from ledger_link where tenant = ?1 and idx > ?2 and idx < ?3 and case_id = ?4)""";
  private static final String FACTS = """
      idx, event_id, type, source, aggregate_type, aggregate_id, aggregate_version, correlation_id, causation_id, actor,
      occurred_at, leaf_hash""";

  /** What a list of entries is narrowed to; null narrows nothing. */
  record Filter(@Nullable UUID correlationId, @Nullable UUID aggregateId, @Nullable String type) {}

  private final Standing standing;

  LedgerEntries(Standing standing) {
    this.standing = standing;
  }

  /**
   * Gives the event its place; waits, as not ready, until the ledger has been compared with what was published. One that has
   * come to its place already stays there.
   */
  Uni<Void> append(ReceivedEvent event) {
    standing.refuseUnlessExamined();
    return Panache.getSession()
        .chain(session -> enter(session, APPEND, event)
            .setParameter(17, standing.covered(event.tenant()))
            .getResultList())
        .invoke(places -> {
          if (places.isEmpty()) {
            throw standing.postponed(event.tenant());
          }
        })
        .replaceWithVoid();
  }

  /** Gives the event the place that is reserved for it, if there is one. */
  Uni<Void> putBack(ReceivedEvent event) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("select idx from ledger_place where tenant = ?1 and leaf_hash = ?2", Long.class)
            .setParameter(1, event.tenant())
            .setParameter(2, Rfc6962.leaf(event.body()).bytes())
            .getSingleResultOrNull()
            .chain(place -> place == null
                ? Uni.createFrom().voidItem()
                : enter(session, RESERVED, event).getResultList().replaceWithVoid()));
  }

  private static Mutiny.SelectionQuery<Long> enter(Mutiny.Session session, String sql, ReceivedEvent event) {
    return session.createNativeQuery(sql, Long.class)
        .setParameter(1, event.tenant())
        .setParameter(2, event.id())
        .setParameter(3, event.type())
        .setParameter(4, event.source())
        .setParameter(5, event.aggregateType())
        .setParameter(6, event.aggregateId())
        .setParameter(7, event.aggregateVersion())
        .setParameter(8, event.correlationId())
        .setParameter(9, event.causationId())
        .setParameter(10, event.actor())
        .setParameter(11, OffsetDateTime.ofInstant(event.time(), ZoneOffset.UTC))
        .setParameter(12, Rfc6962.leaf(event.body()).bytes())
        .setParameter(13, event.body())
        .setParameter(14, String.join(",", CaseLinks.of(event)))
        .setParameter(15, event.streamSeq())
        .setParameter(16, event.epoch());
  }

  /** Notes where the event stands in its stream, if that was not known when it was appended. */
  Uni<Void> place(ReceivedEvent event) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(PLACE)
            .setParameter(1, event.tenant())
            .setParameter(2, event.aggregateId())
            .setParameter(3, event.aggregateVersion())
            .setParameter(4, event.id())
            .setParameter(5, event.streamSeq())
            .setParameter(6, event.epoch())
            .executeUpdate())
        .replaceWithVoid();
  }

  /** How many entries are sequenced. */
  Uni<Long> size(UUID tenant) {
    return query("select size from ledger where tenant = ?1", Long.class, List.of(tenant))
        .chain(Mutiny.SelectionQuery::getSingleResultOrNull)
        .map(size -> size == null ? 0L : size);
  }

  /** In ledger order, behind {@code after}. */
  Uni<List<LedgerEntry>> list(UUID tenant, Filter filter, long after, int limit) {
    var sql = new StringBuilder("select " + FACTS + " from ledger_entry where tenant = ?1 and idx > ?2");
    var values = new ArrayList<Object>(List.of(tenant, after));
    narrow("correlation_id", filter.correlationId(), sql, values);
    narrow("aggregate_id", filter.aggregateId(), sql, values);
    narrow("type", filter.type(), sql, values);
    return rows(sql.append(" order by idx").toString(), values, limit).map(rows -> rows.stream()
        .map(LedgerEntries::entry)
        .toList());
  }

  /** In ledger order, behind {@code after}. */
  Uni<List<LedgerEntry>> list(UUID tenant, Scope scope, long after, int limit) {
    var values = new ArrayList<Object>(List.of(tenant, after));
    return rows("select " + FACTS + inScope(scope, values), values, limit).map(rows -> rows.stream()
        .map(LedgerEntries::entry)
        .toList());
  }

  /** With their bytes, in ledger order, behind {@code after}. */
  Uni<List<RecordedEvent>> recorded(UUID tenant, Scope scope, long after, int limit) {
    var values = new ArrayList<Object>(List.of(tenant, after));
    return rows("select " + FACTS + ", body" + inScope(scope, values), values, limit).map(LedgerEntries::recorded);
  }

  /** The newest event of each aggregate that says what it is called: its first, or a later one of {@code types}. */
  Uni<List<RecordedEvent>> naming(UUID tenant, List<UUID> aggregates, List<String> types, long size) {
    var values = new ArrayList<Object>(List.of(tenant, size));
    var sql = "select distinct on (aggregate_id) " + FACTS + ", body from ledger_entry"
        + " where tenant = ?1 and idx < ?2 and aggregate_id in (" + list(aggregates, values) + ")"
        + " and (aggregate_version = 1 or type in (" + list(types, values) + "))"
        + " order by aggregate_id, aggregate_version desc";
    return rows(sql, values, aggregates.size()).map(LedgerEntries::recorded);
  }

  Uni<@Nullable RecordedEvent> at(UUID tenant, long index) {
    return rows("select " + FACTS + ", body from ledger_entry where tenant = ?1 and idx = ?2", List.of(tenant, index),
        1).map(rows -> rows.isEmpty() ? null : recorded(rows).getFirst());
  }

  private static String inScope(Scope scope, List<Object> values) {
    values.add(scope.size());
    var sql = new StringBuilder(" from ledger_entry where tenant = ?1 and idx > ?2 and idx < ?3");
    if (scope.caseId() != null) {
      values.add(scope.caseId());
      sql.append(OF_CASE);
    }
    return sql.append(" order by idx").toString();
  }

  private static void narrow(String column, @Nullable Object value, StringBuilder sql, List<Object> values) {
    if (value != null) {
      values.add(value);
      sql.append(" and ").append(column).append(" = ?").append(values.size());
    }
  }

  private static String list(List<?> items, List<Object> values) {
    var places = new ArrayList<String>();
    for (var item : items) {
      values.add(item);
      places.add("?" + values.size());
    }
    return String.join(", ", places);
  }

  private static Uni<List<Tuple>> rows(String sql, List<Object> values, int limit) {
    return query(sql, Tuple.class, values).chain(query -> query.setMaxResults(limit).getResultList());
  }

  private static <T> Uni<Mutiny.SelectionQuery<T>> query(String sql, Class<T> type, List<Object> values) {
    return Panache.getSession().map(session -> {
      var query = session.createNativeQuery(sql, type);
      for (var i = 0; i < values.size(); i++) {
        query.setParameter(i + 1, values.get(i));
      }
      return query;
    });
  }

  private static List<RecordedEvent> recorded(List<Tuple> rows) {
    return rows.stream().map(row -> new RecordedEvent(entry(row), row.get(12, byte[].class))).toList();
  }

  private static LedgerEntry entry(Tuple row) {
    return new LedgerEntry(row.get(0, Long.class), row.get(1, UUID.class), row.get(2, String.class),
        row.get(3, String.class), row.get(4, String.class), row.get(5, UUID.class), row.get(6, Integer.class),
        row.get(7, UUID.class), row.get(8, UUID.class), row.get(9, String.class),
        row.get(10, OffsetDateTime.class).toInstant(),
        Base64.getEncoder().encodeToString(row.get(11, byte[].class)));
  }
}
