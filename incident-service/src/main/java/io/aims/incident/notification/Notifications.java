package io.aims.incident.notification;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import io.aims.incident.due.DueTable;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Sql;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Who is told what, of one organisation. */
@ApplicationScoped
class Notifications implements PanacheRepositoryBase<Notification, UUID> {
  static final DueTable TABLE = new DueTable("notification", "id", "due_at");
  /** Whose turn it is: who waits longest of those who have been left alone for long enough. */
  private static final String NEXT = """
      select n.person_id from notification n where n.tenant = ?1 and n.due_at <= ?2
      and not exists (select from notification s where s.tenant = ?1 and s.person_id = n.person_id and s.sent_at > ?3)
      order by n.due_at, n.id limit 1""";
  private static final String TAKE = """
      select * from notification where tenant = ?1 and person_id = ?2 and due_at is not null
      and (taken_until is null or taken_until <= ?3) order by id limit ?4 for no key update skip locked""";
  private static final String LEASE = """
      update notification set due_at = ?3, taken_until = ?3 where tenant = ?1
      and id = any (cast(string_to_array(cast(?2 as text), ',') as uuid[])) and due_at is not null""";
  /** All that waits for the person is put off with what was tried: nobody else would be next before it. */
  private static final String AGAIN = """
      update notification n set taken_until = null, failures = n.failures + tried.one,
        due_at = case tried.one when 1 then ?4 else greatest(n.due_at, ?4) end
      from (select w.id, case when w.id = any (cast(string_to_array(cast(?3 as text), ',') as uuid[])) then 1 else 0 end as one
        from notification w where w.tenant = ?1 and w.person_id = ?2 and w.due_at is not null) tried
      where n.tenant = ?1 and n.id = tried.id and (n.taken_until is null or tried.one = 1)""";

  Uni<Notification> get(UUID id) {
    return findById(id).map(found -> Refusal.orNotFound(found, NotificationResource.WHAT));
  }

  /** Which notifications to list; null filters nothing. */
  record Filter(@Nullable UUID incidentId, @Nullable UUID personId, @Nullable NotificationState state) {}

  /** Newest first. */
  Uni<Page<NotificationView>> list(Filter filter, PageRequest page) {
    return NewestFirst.of(this, NotificationView.class)
        .where("incidentId", filter.incidentId())
        .where("personId", filter.personId())
        .where("state", filter.state())
        .page(page, NotificationView::id);
  }

  /** Whose turn it is, of those who have got no mail since {@code quietSince}; null when nobody's. */
  Uni<@Nullable UUID> next(UUID tenant, Instant now, Instant quietSince) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(NEXT, UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, utc(now))
            .setParameter(3, utc(quietSince))
            .getSingleResultOrNull());
  }

  /**
   * Locks what waits for that person, oldest first, also what would be tried again only later, and passes over what another
   * worker has.
   */
  Uni<List<Notification>> take(UUID tenant, UUID person, Instant now, int limit) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(TAKE, Notification.class)
            .setParameter(1, tenant)
            .setParameter(2, person)
            .setParameter(3, utc(now))
            .setParameter(4, limit)
            .getResultList());
  }

  /** Nobody else takes them before {@code until}. */
  Uni<Void> lease(UUID tenant, Collection<UUID> ids, Instant until) {
    return Sql.update(LEASE, tenant, listed(ids), utc(until)).replaceWithVoid();
  }

  /** These have failed once more; they and all others of the person are tried again at {@code at}. */
  Uni<Void> again(UUID tenant, UUID person, Collection<UUID> failed, Instant at) {
    return Sql.update(AGAIN, tenant, person, listed(failed), utc(at)).replaceWithVoid();
  }

  /** These, locked in the order of their ids, as far as they still wait. */
  Uni<List<Notification>> waiting(Collection<UUID> ids) {
    return find("id in :ids and state = :state order by id", Map.of("ids", ids, "state", NotificationState.WAITING))
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** All that belong to these calls, locked in the order of their ids: of two that fail at once one is the last. */
  Uni<List<Notification>> ofCalls(Collection<UUID> calls) {
    return find("callId in :calls order by id", Map.of("calls", calls))
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  private static String listed(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
  }
}
