package io.aims.inventory.system;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** An AI system of the organisation: what it is for, who answers for it, where it stands in its life cycle. */
@Entity
class AiSystem extends Aggregate {
  private String reference;
  @JdbcTypeCode(SqlTypes.JSON)
  private AiSystemProfile profile;
  @Enumerated(EnumType.STRING)
  private LifecycleStage stage;
  @Column(insertable = false, updatable = false)
  private String name;
  @Column(insertable = false, updatable = false)
  private UUID ownerId;
  @Column(insertable = false, updatable = false)
  @Enumerated(EnumType.STRING)
  private Domain domain;

  protected AiSystem() {}

  private AiSystem(UUID id, UUID tenant, String reference, AiSystemProfile profile, Instant now) {
    super(id, tenant, now);
    this.reference = reference;
    this.profile = profile;
    this.stage = LifecycleStage.INCEPTION;
  }

  static AiSystem register(UUID id, UUID tenant, String reference, AiSystemProfile profile, Instant now) {
    return new AiSystem(id, tenant, reference, profile, now);
  }

  AiSystemEvent.Registered registered() {
    return AiSystemEvent.Registered.of(this);
  }

  /** Replaces what is said about the system; empty when nothing differs. A retired system is history and stays as it is. */
  Optional<AiSystemEvent> change(AiSystemProfile changed) {
    refuseWhenRetired("change");
    if (changed.equals(profile)) {
      return Optional.empty();
    }
    profile = changed;
    return Optional.of(AiSystemEvent.Changed.of(this));
  }

  AiSystemEvent moveTo(LifecycleStage to) {
    if (!stage.next().contains(to)) {
      throw new Refusal.NotAllowedNow("move to " + to, stage.name(),
          stage.next().stream().map(Enum::name).collect(Collectors.toSet()));
    }
    var event = new AiSystemEvent.StageMoved(stage, to);
    stage = to;
    return event;
  }

  AiSystemEvent bind(RuntimeBinding binding) {
    refuseWhenRetired("bind");
    return binding.bound();
  }

  AiSystemEvent unbind(RuntimeBinding binding) {
    return new AiSystemEvent.RuntimeUnbound(binding.id());
  }

  private void refuseWhenRetired(String command) {
    if (stage == LifecycleStage.RETIREMENT) {
      throw new Refusal.NotAllowedNow(command, stage.name(), java.util.Set.of());
    }
  }

  @Override
  protected String aggregateType() {
    return "ai-system";
  }

  String reference() {
    return reference;
  }

  AiSystemProfile profile() {
    return profile;
  }

  LifecycleStage stage() {
    return stage;
  }
}
