package io.aims.platform.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.platform.refusal.Refusal;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Reads an aggregate's history from the event log: who changed what, when, why, version by version. */
@ApplicationScoped
public class History {
  private final ObjectMapper mapper;

  History(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** One change. {@code texts} holds the free text of the change, unless it was redacted. */
  public record Entry(int version, UUID eventId, String type, Instant at, String actor, UUID correlationId,
      JsonNode data,
      JsonNode texts) {}

  /** The changes of one aggregate, oldest first; refuses as not found when this organisation has none. */
  public Uni<Page<Entry>> of(UUID tenant, UUID aggregateId, String what, PageRequest page) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select id, type, body, cast(texts as text) from event
            where tenant = ?1 and aggregate_id = ?2 and aggregate_version > ?3 order by aggregate_version limit ?4""",
            Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, aggregateId)
            .setParameter(3, (int) page.afterNumber(0))
            .setParameter(4, Page.fetch(page))
            .getResultList())
        .map(rows -> {
          if (rows.isEmpty() && page.cursor == null) {
            throw new Refusal.NotFound(what);
          }
          return Page.cut(rows.stream().map(this::entry).toList(), page, Entry::version);
        });
  }

  private Entry entry(Tuple row) {
    try {
      var envelope = mapper.readTree((byte[]) row.get(2));
      var texts = mapper.createObjectNode();
      mapper.readTree((String) row.get(3)).properties().forEach(t -> texts.set(t.getKey(), t.getValue().path("text")));
      return new Entry(envelope.path("aggregateversion").intValue(), (UUID) row.get(0), (String) row.get(1),
          Instant.parse(envelope.path("time").textValue()), envelope.path("actor").textValue(),
          UUID.fromString(envelope.path("correlationid").textValue()), envelope.path("data"), texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
