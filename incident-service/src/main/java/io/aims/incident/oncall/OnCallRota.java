package io.aims.incident.oncall;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.aims.incident.oncall.RotaState.Command;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** Who of the organisation is told first, turn by turn, when nobody acknowledges an incident of some systems, or of all others. */
@Entity
class OnCallRota extends Aggregate {
  /** More at once are another rota. */
  static final int MOST = 200;
  private String name;
  @Enumerated(EnumType.STRING)
  private RotaState state;
  @JdbcTypeCode(SqlTypes.JSON)
  private Terms terms;
  private int substitutions;

  protected OnCallRota() {}

  private OnCallRota(UUID id, UUID tenant, String name, Terms terms, Instant now) {
    super(id, tenant, now);
    this.name = name;
    this.state = RotaState.ACTIVE;
    this.terms = terms;
  }

  static OnCallRota establish(UUID id, UUID tenant, String name, Terms terms, Instant now) {
    return new OnCallRota(id, tenant, name, terms.check(), now);
  }

  OnCallRotaEvent established() {
    return new OnCallRotaEvent.Established(terms.roster(), terms.systems(), Map.of("name", name));
  }

  OnCallRotaEvent change(String name, Terms terms) {
    require(Command.CHANGE);
    this.terms = terms.check();
    this.name = name;
    return new OnCallRotaEvent.Changed(terms.roster(), terms.systems(), Map.of("name", name));
  }

  /**
   * Lets somebody take over from {@code from} on until {@code until}, who need not be a participant.
   *
   * @param pending how many substitutions are not over
   */
  Takeover substitute(UUID substitutionId, UUID person, Instant from, Instant until, long pending, Instant now) {
    require(Command.SUBSTITUTIONS);
    if (!from.isBefore(until) || !until.isAfter(now)) {
      throw new Refusal.Invalid("until", "has to be after from, and in the future");
    }
    if (pending >= MOST) {
      throw new Refusal.NotAllowedNow("a further substitution", MOST + " substitutions that are not over",
          Set.of("withdrawal"));
    }
    substitutions++;
    return new Takeover(new Substitution(substitutionId, this, substitutions, person, from, until),
        new OnCallRotaEvent.Substituted(substitutionId, person, from, until));
  }

  /** A substitution, and that the rota has it. */
  record Takeover(Substitution substitution, OnCallRotaEvent event) {}

  OnCallRotaEvent withdraw(Substitution substitution, Instant now) {
    require(Command.WITHDRAWAL);
    substitution.end(now);
    return new OnCallRotaEvent.SubstitutionWithdrawn(substitution.id(), substitution.personId(), now);
  }

  OnCallRotaEvent retire() {
    require(Command.RETIREMENT);
    state = RotaState.RETIRED;
    return new OnCallRotaEvent.Retired();
  }

  /** Who is on call at {@code at}, with those {@code substitutions} of it that are not over by then. */
  Optional<Shift> shift(Collection<Substitution> substitutions, Instant at) {
    return terms.roster().shift(at).map(shift -> shift.with(substitutions, at));
  }

  private void require(Command command) {
    Refusal.NotAllowedNow.unless(state.allowed(), command, state);
  }

  @Override
  protected String aggregateType() {
    return "on-call-rota";
  }

  String name() {
    return name;
  }

  RotaState state() {
    return state;
  }

  Terms terms() {
    return terms;
  }
}
