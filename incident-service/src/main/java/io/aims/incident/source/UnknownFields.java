package io.aims.incident.source;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.signal.Profile;
import io.aims.incident.source.FieldNotes.Note;
import io.aims.platform.tenancy.Sql;
import io.aims.platform.time.Ids;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/**
 * The unknown fields of each source: the hundred that were seen last, and how often there were others. Those that are read by
 * now are none; their rows go with the next note.
 */
@ApplicationScoped
class UnknownFields implements PanacheRepositoryBase<UnknownField, UUID> {
  private static final long KEPT = FieldNotes.PATHS;
  private static final String NOTE = """
      with noted as (
        select * from jsonb_to_recordset(cast(cast(?3 as text) as jsonb)) as n (id uuid, path text,
          first_seen_at timestamptz, last_seen_at timestamptz, deliveries bigint)),
      known as (
        select id, path, last_seen_at from hook_unknown_field where tenant = ?1 and source_id = ?2
        and path not in (select jsonb_array_elements_text(cast(cast(?6 as text) as jsonb)))),
      ranked as (
        select path, k.id as known_id, n.id, n.first_seen_at, n.last_seen_at, n.deliveries, row_number() over (
          order by greatest(k.last_seen_at, n.last_seen_at) desc, k.id is null, path) as place
        from known k full join noted n using (path)),
      gone as (
        delete from hook_unknown_field f using ranked r
        where f.tenant = ?1 and f.source_id = ?2 and f.id = r.known_id and r.place > ?5 returning f.deliveries),
      read_by_now as (
        delete from hook_unknown_field where tenant = ?1 and source_id = ?2
        and path in (select jsonb_array_elements_text(cast(cast(?6 as text) as jsonb)))),
      kept as (
        insert into hook_unknown_field as k (tenant, id, source_id, path, first_seen_at, last_seen_at, deliveries)
        select ?1, id, ?2, path, first_seen_at, last_seen_at, deliveries from ranked where id is not null and place <= ?5
        on conflict (tenant, source_id, path) do update
        set last_seen_at = greatest(k.last_seen_at, excluded.last_seen_at), deliveries = k.deliveries + excluded.deliveries)
      update hook_activity set more_unknown_fields = more_unknown_fields + ?4
        + (select coalesce(sum(deliveries), 0) from gone)
        + (select coalesce(sum(deliveries), 0) from ranked where place > ?5)
      where tenant = ?1 and source_id = ?2""";
  private final ObjectMapper mapper;
  private final Ids ids;

  UnknownFields(ObjectMapper mapper, Ids ids) {
    this.mapper = mapper;
    this.ids = ids;
  }

  /**
   * Adds these of one source; those that were not seen for longest give way. Its activity has to be written before, in the
   * same transaction: that row is held, so that whoever counts how many are kept counts those of all processes.
   */
  Uni<Void> note(UUID tenant, UUID sourceId, Profile profile, FieldNotes notes) {
    return readByNow(sourceId, profile)
        .chain(read -> Sql.update(NOTE, tenant, sourceId, rows(notes), notes.more(), KEPT, paths(read)))
        .replaceWithVoid();
  }

  private Uni<List<String>> readByNow(UUID sourceId, Profile profile) {
    return Panache.getSession()
        .chain(session -> session.createQuery("select path from UnknownField where sourceId = :source", String.class)
            .setParameter("source", sourceId)
            .getResultList())
        .map(paths -> paths.stream().filter(path -> !profile.unknown(path)).toList());
  }

  private String paths(List<String> read) {
    var paths = mapper.createArrayNode();
    read.forEach(paths::add);
    return paths.toString();
  }

  private String rows(FieldNotes notes) {
    var rows = mapper.createArrayNode();
    for (Note note : notes.all()) {
      rows.addObject()
          .put("id", ids.next().toString())
          .put("path", note.path())
          .put("first_seen_at", note.firstSeenAt().toString())
          .put("last_seen_at", note.lastSeenAt().toString())
          .put("deliveries", note.deliveries());
    }
    return rows.toString();
  }

  /** By first sight, the newest first. */
  Uni<Page<UnknownField.View>> list(UUID sourceId, Profile profile, PageRequest page) {
    return readByNow(sourceId, profile).chain(read -> NewestFirst.of(this, UnknownField.View.class)
        .where("sourceId", sourceId)
        .that("path not in :read", read.isEmpty() ? null : Map.of("read", read))
        .page(page, UnknownField.View::id));
  }
}
