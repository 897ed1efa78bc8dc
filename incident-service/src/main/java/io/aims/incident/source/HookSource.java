package io.aims.incident.source;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import io.aims.incident.signal.Profile;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/** The right of one machine client to report on one AI system, in one format. */
@Entity
class HookSource extends Aggregate {
  private String name;
  @Enumerated(EnumType.STRING)
  private Profile profile;
  private UUID systemId;
  private String senderClientId;
  @Enumerated(EnumType.STRING)
  private State state;

  /** Whether deliveries are taken. */
  enum State {
    ENABLED, DISABLED
  }

  protected HookSource() {}

  private HookSource(UUID id, UUID tenant, RegisterHookSource request, Instant now) {
    super(id, tenant, now);
    this.name = request.name();
    this.profile = request.profile();
    this.systemId = request.systemId();
    this.senderClientId = request.senderClientId();
    this.state = State.ENABLED;
  }

  static HookSource register(UUID id, UUID tenant, RegisterHookSource request, Instant now) {
    if (!request.profile().signsInByToken()) {
      throw new Refusal.Invalid("profile",
          "is read, but its senders can't sign in by access token, the only way in so far");
    }
    return new HookSource(id, tenant, request, now);
  }

  HookSourceEvent registered() {
    return new HookSourceEvent.Registered(name, profile, systemId, senderClientId);
  }

  HookSourceEvent disable() {
    return switch (state) {
      case ENABLED -> {
        state = State.DISABLED;
        yield new HookSourceEvent.Disabled();
      }
      case DISABLED -> throw notAllowedNow("disabling", "enabling");
    };
  }

  HookSourceEvent enable() {
    return switch (state) {
      case DISABLED -> {
        state = State.ENABLED;
        yield new HookSourceEvent.Enabled();
      }
      case ENABLED -> throw notAllowedNow("enabling", "disabling");
    };
  }

  private Refusal notAllowedNow(String command, String allowed) {
    return new Refusal.NotAllowedNow(command, state.name(), Set.of(allowed));
  }

  @Override
  protected String aggregateType() {
    return "hook-source";
  }

  String name() {
    return name;
  }

  Profile profile() {
    return profile;
  }

  UUID systemId() {
    return systemId;
  }

  String senderClientId() {
    return senderClientId;
  }

  State state() {
    return state;
  }
}
