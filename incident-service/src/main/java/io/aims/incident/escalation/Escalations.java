package io.aims.incident.escalation;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import io.aims.incident.reference.ReferenceFile;
import io.aims.incident.signal.Severity;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Which incidents wait for an acknowledgement, and when the next step is due; in the caller's transaction.
 *
 * <p>Whoever takes a due step locks its incident until the effect is committed, as whoever acknowledges it does, and
 * others pass it over: each step is taken once, by however many processes, and no person waits in a circle.
 */
@ApplicationScoped
public class Escalations {
  private static final String LOCK = """
      select i.id from escalation e join incident i on i.tenant = e.tenant and i.id = e.incident_id
      where e.tenant = ?1 and e.due_at <= ?2
      order by e.due_at, i.id limit ?3 for no key update of i skip locked""";
  private static final String DUE = """
      select incident_id, step from escalation where tenant = ?1 and due_at <= ?2
      and incident_id = any (cast(string_to_array(cast(?3 as text), ',') as uuid[])) order by due_at, incident_id""";
  private final Ladder usual = new Ladder(ReferenceFile.read("escalation-policy-1", Usual.class).steps()).coherent();
  private final EscalationPolicies policies;

  Escalations(EscalationPolicies policies) {
    this.policies = policies;
  }

  /** The policy that an organisation starts with until it adopts its own. */
  record Usual(int version, Map<Severity, List<Ladder.Step>> steps) {}

  /** An incident whose next step is due. */
  public record Waiting(UUID incidentId, int step) {}

  /** The organisation's steps. */
  public Uni<Ladder> ladder() {
    return policies.current().map(found -> found == null ? usual : found.ladder());
  }

  /** Plans step {@code number} of an incident that waits {@code since}, or nothing more where there is none. */
  public Uni<Void> plan(UUID tenant, UUID incidentId, Severity severity, int number, Instant since) {
    return ladder().chain(ladder -> ladder.step(severity, number, since)
        .map(due -> plan(tenant, incidentId, due))
        .orElseGet(() -> stop(tenant, incidentId)));
  }

  private static Uni<Void> plan(UUID tenant, UUID incidentId, Ladder.Due due) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            insert into escalation (tenant, incident_id, step, due_at) values (?1, ?2, ?3, ?4)
            on conflict (tenant, incident_id) do update set step = excluded.step, due_at = excluded.due_at,
              failures = 0""")
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .setParameter(3, due.number())
            .setParameter(4, utc(due.at()))
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Somebody has acknowledged it, or it is over. */
  public Uni<Void> stop(UUID tenant, UUID incidentId) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("delete from escalation where tenant = ?1 and incident_id = ?2")
            .setParameter(1, tenant)
            .setParameter(2, incidentId)
            .executeUpdate())
        .replaceWithVoid();
  }

  /** Takes steps that are due, and still are once their incidents are locked. */
  public Uni<List<Waiting>> take(UUID tenant, int limit, Instant now) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(LOCK, UUID.class)
            .setParameter(1, tenant)
            .setParameter(2, utc(now))
            .setParameter(3, limit)
            .getResultList()
            .chain(incidents -> session.createNativeQuery(DUE, Tuple.class)
                .setParameter(1, tenant)
                .setParameter(2, utc(now))
                .setParameter(3, incidents.stream().map(UUID::toString).collect(Collectors.joining(",")))
                .getResultList()))
        .map(rows -> rows.stream()
            .map(row -> new Waiting(row.get(0, UUID.class), row.get(1, Integer.class)))
            .toList());
  }
}
