package io.aims.incident.oncall;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/** Says who is on call, as the rotas stand; in the caller's transaction. */
@ApplicationScoped
public class OnCall {
  private final Coverage coverage;
  private final OnCallRotas rotas;
  private final Substitutions substitutions;

  OnCall(Coverage coverage, OnCallRotas rotas, Substitutions substitutions) {
    this.coverage = coverage;
    this.rotas = rotas;
    this.substitutions = substitutions;
  }

  /**
   * What the rotas say of a system at a moment.
   *
   * @param rotaId null when none is for it
   * @param shift null when nobody is on call
   */
  record Duty(@Nullable UUID rotaId, @Nullable Shift shift) {
    static final Duty NONE = new Duty(null, null);

    List<UUID> persons() {
      return shift == null ? List.of() : shift.persons();
    }

    @Nullable
    Instant until() {
      return shift == null ? null : shift.until();
    }
  }

  /** Who is on call for the system at that time, first, then who stands in; empty without a rota. */
  public Uni<List<UUID>> at(UUID tenant, UUID systemId, Instant time) {
    return duty(tenant, systemId, time).map(Duty::persons);
  }

  Uni<Duty> duty(UUID tenant, UUID systemId, Instant time) {
    return coverage.rotaOf(tenant, systemId)
        .chain(found -> found == null ? Uni.createFrom().item(Duty.NONE) : duty(found, time));
  }

  private Uni<Duty> duty(UUID rotaId, Instant time) {
    return rotas.get(rotaId)
        .chain(rota -> substitutions.pending(rotaId, time)
            .map(pending -> new Duty(rotaId, rota.shift(pending, time).orElse(null))));
  }
}
