package io.aims.incident.source;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.source.FieldNotes.Note;
import io.aims.platform.tenancy.Sql;
import io.aims.platform.time.Ids;
import io.aims.platform.web.NewestFirst;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** The unknown fields of each source: the first hundred that were seen, and how often there were others. */
@ApplicationScoped
class UnknownFields implements PanacheRepositoryBase<UnknownField, UUID> {
  private static final long KEPT = FieldNotes.PATHS;
  private static final String NOTE = """
      with noted as (
        select n.*, k.id is not null as known,
          row_number() over (partition by k.id is null order by n.path) as place
        from jsonb_to_recordset(cast(cast(?3 as text) as jsonb)) as n (id uuid, path text, first_seen_at timestamptz,
          last_seen_at timestamptz, deliveries bigint)
        left join hook_unknown_field k on k.tenant = ?1 and k.source_id = ?2 and k.path = n.path),
      sorted as (
        select noted.*, known or place <= ?5 - (
          select count(*) from hook_unknown_field where tenant = ?1 and source_id = ?2) as fits
        from noted),
      kept as (
        insert into hook_unknown_field as k (tenant, id, source_id, path, first_seen_at, last_seen_at, deliveries)
        select ?1, id, ?2, path, first_seen_at, last_seen_at, deliveries from sorted where fits
        on conflict (tenant, source_id, path) do update
        set last_seen_at = greatest(k.last_seen_at, excluded.last_seen_at), deliveries = k.deliveries + excluded.deliveries)
      update hook_activity set more_unknown_fields = more_unknown_fields + ?4
        + (select coalesce(sum(deliveries), 0) from sorted where not fits)
      where tenant = ?1 and source_id = ?2""";
  private final ObjectMapper mapper;
  private final Ids ids;

  UnknownFields(ObjectMapper mapper, Ids ids) {
    this.mapper = mapper;
    this.ids = ids;
  }

  /**
   * Adds these of one source. Its activity has to be written before, in the same transaction: that row is held, so that
   * whoever counts how many are kept counts those of all processes.
   */
  Uni<Void> note(UUID tenant, UUID sourceId, FieldNotes notes) {
    return Sql.update(NOTE, tenant, sourceId, rows(notes), notes.more(), KEPT).replaceWithVoid();
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
  Uni<Page<UnknownField.View>> list(UUID sourceId, PageRequest page) {
    return NewestFirst.of(this, UnknownField.View.class).where("sourceId", sourceId).page(page, UnknownField.View::id);
  }
}
