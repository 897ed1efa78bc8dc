package io.aims.incident.concern;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The organisation's concerns, for each person only those that are theirs to see. */
@ApplicationScoped
class Concerns implements PanacheRepositoryBase<Concern, UUID> {
  private static final String ONE = """
      select c.* from concern c where c.tenant = ?1 and c.id = ?2 and concern_handled_by(c, ?3)""";
  private static final String LIST = """
      select c.* from concern c
      where c.tenant = ?1 and (?2 = '' or c.state = ?2) and (c.received_on, c.id) < (?3, ?4)
        and concern_handled_by(c, ?5)
      order by c.received_on desc, c.id desc limit ?6""";
  private static final String LOCK = """
      select 1 from concern where tenant = ?1 and id = ?2 for no key update""";
  private static final String MEMBER = """
      select exists (select from concern_channel where tenant = ?1 and (jsonb_exists(members -> 'handlers', ?2)
        or jsonb_exists(members -> 'alternates', ?2) or jsonb_exists(members -> 'lastResort', ?2)))""";
  private static final String ABLE = """
      select concern_able(c) from concern c where c.tenant = ?1 and c.id = ?2""";

  /** The first place of a list that has no order but the day: a day and an id. */
  private record Place(LocalDate day, UUID id) {
    static Place of(PageRequest page) {
      return page.after("9999-12-31/ffffffff-ffff-ffff-ffff-ffffffffffff", text -> {
        var parts = text.split("/", 2);
        return new Place(LocalDate.parse(parts[0]), UUID.fromString(parts[1]));
      });
    }
  }

  /** A concern that is for {@code person} to handle; to others it looks like one that never was. */
  Uni<Concern> handledBy(UUID person, UUID tenant, UUID id) {
    return one(ONE, person, tenant, id);
  }

  /**
   * The same, locked: whose it is may have changed while others had the lock, so it is asked when the lock is there.
   */
  Uni<Concern> takenBy(UUID person, UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(LOCK, Integer.class)
            .setParameter(1, tenant)
            .setParameter(2, id)
            .getResultList())
        .chain(() -> one(ONE, person, tenant, id));
  }

  /** How many people could handle the concern, all whom the channel names taken together. */
  Uni<Long> able(Concern concern) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(ABLE, Long.class)
            .setParameter(1, concern.tenant())
            .setParameter(2, concern.id())
            .getSingleResult());
  }

  private static Uni<Concern> one(String sql, UUID person, UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(sql, Concern.class)
            .setParameter(1, tenant)
            .setParameter(2, id)
            .setParameter(3, person)
            .getResultList())
        .map(found -> Refusal.orNotFound(found.isEmpty() ? null : found.getFirst(), ConcernResource.WHAT));
  }

  /** What {@code person} handles, latest day first. */
  Uni<Page<ConcernView.Summary>> list(UUID person, UUID tenant, @Nullable ConcernState state, PageRequest page,
      Instant now) {
    var from = Place.of(page);
    return member(person, tenant).chain(member -> member
        ? listed(person, tenant, state, from, page)
        : Uni.createFrom().item(List.<Concern>of()))
        .map(found -> Page.cut(found.stream().map(concern -> ConcernView.Summary.of(concern, now)).toList(), page,
            ConcernView.Summary::place));
  }

  /** Whom the channel does not name handles nothing, and no concern has to be looked at to know. */
  private static Uni<Boolean> member(UUID person, UUID tenant) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(MEMBER, Boolean.class)
            .setParameter(1, tenant)
            .setParameter(2, person.toString())
            .getSingleResult());
  }

  private static Uni<List<Concern>> listed(UUID person, UUID tenant, @Nullable ConcernState state, Place from,
      PageRequest page) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(LIST, Concern.class)
            .setParameter(1, tenant)
            .setParameter(2, state == null ? "" : state.name())
            .setParameter(3, from.day())
            .setParameter(4, from.id())
            .setParameter(5, person)
            .setParameter(6, Page.fetch(page))
            .getResultList());
  }

  /** A concern that {@code person} raised with a name, locked. */
  Uni<Concern> raisedBy(UUID person, UUID id) {
    return find("id = ?1 and reporterId = ?2", id, person).withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(found -> Refusal.orNotFound(found, ConcernResource.WHAT));
  }

  /** What {@code person} raised with a name, latest day first. */
  Uni<Page<ReporterView.Summary>> raisedBy(UUID person, PageRequest page) {
    var from = Place.of(page);
    return find(
        "reporterId = ?1 and (receivedOn < ?2 or receivedOn = ?2 and id < ?3) order by receivedOn desc, id desc",
        person, from.day(), from.id()).project(ReporterView.Summary.class)
        .range(0, Page.fetch(page) - 1)
        .list()
        .map(found -> Page.cut(found, page, ReporterView.Summary::place));
  }

  /** A concern whose receipt was shown, locked. */
  Uni<Concern> ofReceipt(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
