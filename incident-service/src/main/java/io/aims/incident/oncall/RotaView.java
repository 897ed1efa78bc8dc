package io.aims.incident.oncall;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.aims.platform.refusal.Refusal;

/**
 * A rota as the API shows it.
 *
 * @param systems none for every system that has no rota of its own
 * @param substitutions those that are not over, in order of their begin
 */
@Schema(name = "OnCallRotaView")
record RotaView(UUID id, int version, String name, RotaState state, Set<String> allowed, Roster roster,
    List<UUID> systems, List<SubstitutionView> substitutions, Instant establishedAt, Instant changedAt) {

  static RotaView of(OnCallRota rota, Collection<Substitution> pending) {
    return new RotaView(rota.id(), rota.version(), rota.name(), rota.state(),
        Refusal.NotAllowedNow.words(rota.state().allowed()), rota.terms().roster(), rota.terms().systems(),
        pending.stream().map(SubstitutionView::of).toList(), rota.createdAt(), rota.changedAt());
  }

  /** Who takes over from {@code from} on and before {@code until}. */
  record SubstitutionView(UUID id, UUID personId, Instant from, Instant until) {
    static SubstitutionView of(Substitution substitution) {
      return new SubstitutionView(substitution.id(), substitution.personId(), substitution.startsAt(),
          substitution.endsAt());
    }
  }

  /** A rota in a list. */
  @Schema(name = "OnCallRotaSummary")
  record Summary(UUID id, String name, RotaState state, int version, Instant changedAt) {}
}
