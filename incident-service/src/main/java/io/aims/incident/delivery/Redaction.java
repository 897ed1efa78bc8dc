package io.aims.incident.delivery;

import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.incident.counting.CountedSignals;
import io.aims.incident.counting.IncidentKeys;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.SignalKey;
import io.aims.incident.source.SourceRedactions;
import io.aims.incident.unmapped.Placing;
import io.aims.platform.event.Cause;
import io.aims.platform.identity.Caller;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Sql;
import io.aims.platform.tenancy.Transactions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Has what a monitor has sent forgotten before its time, as it holds personal data or a secret that nobody needs: its bytes,
 * and what signals say of themselves in its words. Digest, size and effects stay.
 *
 * <p>Meanwhile nobody places or counts signals of the source, nor moves those that are concerned, so that no word gets away.
 */
@ApplicationScoped
class Redaction {
  /** Whether evidence is held of an incident that has counted signals of the source, or of the one that this has become. */
  private static final String HELD = """
      select exists (select from signal s join incident i on i.tenant = s.tenant and i.id = s.incident_id
        left join incident target on target.tenant = i.tenant and target.id = i.merged_into
        where s.tenant = ?1 and s.source_id = ?2 and (i.evidence_hold or target.evidence_hold))""";
  /** Whether a signal of the delivery still waits for its system. */
  private static final String WAITED_FOR = """
      select exists (select from unmapped_signal where tenant = ?1 and source_id = ?2 and state = 'WAITING'
        and cast(?3 as uuid) in (last_delivery_id, fired_delivery, run_delivery, ended_delivery))""";
  private static final String SAID = """
      from jsonb_to_recordset(cast(cast(?3 as text) as jsonb)) as said (key text, words text)
      where s.tenant = ?1 and s.source_id = ?2 and s.signal_key = said.key""";
  private static final String OF_SIGNALS = "update signal s set summary = null " + SAID + " and s.summary = said.words";
  private static final String OF_UNMAPPED = """
      update unmapped_signal s set summary = nullif(s.summary, said.words),
        fired = case when s.fired ->> 'summary' = said.words then s.fired - 'summary' else s.fired end,
        ended = case when s.ended ->> 'summary' = said.words then s.ended - 'summary' else s.ended end
      """ + SAID;
  private final Transactions transactions;
  private final Deliveries deliveries;
  private final Placing placing;
  private final IncidentKeys keys;
  private final CountedSignals signals;
  private final SourceRedactions sources;
  private final ObjectMapper mapper;

  Redaction(Transactions transactions, Deliveries deliveries, Placing placing, IncidentKeys keys,
      CountedSignals signals, SourceRedactions sources, ObjectMapper mapper) {
    this.transactions = transactions;
    this.deliveries = deliveries;
    this.placing = placing;
    this.keys = keys;
    this.signals = signals;
    this.sources = sources;
    this.mapper = mapper;
  }

  /** What a signal has said in its own words. */
  private record Words(String key, String words) {}

  Uni<DeliveryView> redact(Caller caller, UUID id, String reason) {
    return transactions.in(caller.tenant(), () -> deliveries.get(id)
        .invoke(Delivery::requireRedactable)
        .call(delivery -> placing.alone(delivery.sourceId()))
        .call(delivery -> requireNot(HELD, "EVIDENCE_HELD", delivery.tenant(), delivery.sourceId()))
        .call(delivery -> requireNot(WAITED_FOR, "WAITING", delivery.tenant(), delivery.sourceId(), id))
        .call(delivery -> forget(delivery, words(delivery)))
        .call(delivery -> forget(delivery, caller.subject(), reason))
        .call(delivery -> sources.redacted(delivery.sourceId(), id, HexFormat.of().formatHex(delivery.sha256()),
            Cause.of(caller, reason))))
        .chain(() -> transactions.in(caller.tenant(), () -> deliveries.get(id).map(DeliveryView::of)));
  }

  /** Nobody could read it, and so it has no words elsewhere, or these are its signals' own. */
  private static List<Words> words(Delivery delivery) {
    return delivery.profile().read(Headers.of(delivery.headers()), delivery.body()) instanceof Understood understood
        ? understood.signals()
            .stream()
            .filter(signal -> signal.summary() != null)
            .map(signal -> new Words(signal.key(delivery.tenant(), delivery.sourceId()).hex(), signal.summary()))
            .distinct()
            .toList()
        : List.of();
  }

  private Uni<Void> forget(Delivery delivery, List<Words> words) {
    if (words.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var its = words.stream().map(said -> new SignalKey(said.key())).collect(Collectors.toSet());
    return signals.about(delivery.tenant(), its)
        .chain(about -> keys.lock(delivery.tenant(), about, Set.of()))
        .chain(() -> Sql.update(OF_SIGNALS, delivery.tenant(), delivery.sourceId(), json(words)))
        .chain(() -> Sql.update(OF_UNMAPPED, delivery.tenant(), delivery.sourceId(), json(words)))
        .replaceWithVoid();
  }

  private static Uni<Void> forget(Delivery delivery, String by, String reason) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("select redact_delivery(?1, ?2, ?3)", Boolean.class)
            .setParameter(1, delivery.id())
            .setParameter(2, by)
            .setParameter(3, reason)
            .getSingleResult())
        .invoke(done -> {
          if (!done) {
            throw new Refusal.NotAllowedNow("redaction", "FORGOTTEN", Set.of());
          }
        })
        .replaceWithVoid();
  }

  private static Uni<Void> requireNot(String query, String state, UUID... parameters) {
    return Panache.getSession().chain(session -> {
      var asked = session.createNativeQuery(query, Boolean.class);
      for (var i = 0; i < parameters.length; i++) {
        asked.setParameter(i + 1, parameters[i]);
      }
      return asked.getSingleResult();
    }).invoke(so -> {
      if (so) {
        throw new Refusal.NotAllowedNow("redaction", state, Set.of());
      }
    }).replaceWithVoid();
  }

  private String json(List<Words> words) {
    try {
      return mapper.writeValueAsString(words);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
