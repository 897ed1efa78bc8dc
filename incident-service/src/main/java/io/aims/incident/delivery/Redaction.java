package io.aims.incident.delivery;

import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.source.SourceRedactions;
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
  private static final String OF_SIGNALS = """
      update signal set summary = null where tenant = ?1 and source_id = ?2 and last_delivery_id = ?3""";
  private static final String OF_UNMAPPED = """
      update unmapped_signal set summary = null, fired = fired - 'summary', ended = ended - 'summary'
      where tenant = ?1 and source_id = ?2 and ?3 in (last_delivery_id, fired_delivery, ended_delivery)""";
  private final Transactions transactions;
  private final Deliveries deliveries;
  private final SourceRedactions sources;

  Redaction(Transactions transactions, Deliveries deliveries, SourceRedactions sources) {
    this.transactions = transactions;
    this.deliveries = deliveries;
    this.sources = sources;
  }

  Uni<DeliveryView> redact(Caller caller, UUID id, String reason) {
    return transactions.in(caller.tenant(), () -> deliveries.get(id)
        .invoke(Delivery::requireRedactable)
        .call(delivery -> sources.redacted(delivery.sourceId(), id, HexFormat.of().formatHex(delivery.sha256()),
            Cause.of(caller, reason)))
        .call(delivery -> requireNot(HELD, "EVIDENCE_HELD", delivery.tenant(), delivery.sourceId()))
        .call(delivery -> requireNot(WAITED_FOR, "WAITING", delivery.tenant(), delivery.sourceId(), id))
        .call(delivery -> forget(delivery, caller.subject(), reason))
        .chain(delivery -> Panache.getSession().chain(session -> session.refresh(delivery)).replaceWith(delivery))
        .map(DeliveryView::of));
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
        .chain(() -> words(OF_SIGNALS, delivery))
        .chain(() -> words(OF_UNMAPPED, delivery));
  }

  private static Uni<Void> words(String update, Delivery delivery) {
    return Sql.update(update, delivery.tenant(), delivery.sourceId(), delivery.id()).replaceWithVoid();
  }
}
