package io.aims.incident.source;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.mapping.Mapping;
import io.aims.incident.mapping.ReplayFigures;
import io.aims.incident.signal.Profile;
import io.aims.platform.event.Aggregate;
import io.aims.platform.refusal.Refusal;

/**
 * The right of one sender to report, in one format, showing who it is in one way: on one AI system to which it is bound, or
 * on all that its mapping and the systems' own names tell.
 */
@Entity
class HookSource extends Aggregate {
  private static final int CREDENTIALS = 2;
  private static final String BOUND = "BOUND";
  private String name;
  @Enumerated(EnumType.STRING)
  private Profile profile;
  private @Nullable UUID systemId;
  /** Null for one that has always been bound to the same system. */
  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable Mapping mapping;
  @Enumerated(EnumType.STRING)
  private Authentication authentication;
  private @Nullable String senderClientId;
  @Enumerated(EnumType.STRING)
  private State state;

  /** Whether deliveries are taken. */
  @Schema(name = "HookSourceState")
  enum State {
    ENABLED, DISABLED
  }

  protected HookSource() {}

  private HookSource(UUID id, UUID tenant, RegisterHookSource request, Authentication authentication, Instant now) {
    super(id, tenant, now);
    this.name = request.name();
    this.profile = request.profile();
    this.systemId = request.systemId();
    this.mapping = systemId == null ? Mapping.NONE : null;
    this.authentication = authentication;
    this.senderClientId = request.senderClientId();
    this.state = State.ENABLED;
  }

  static HookSource register(UUID id, UUID tenant, RegisterHookSource request, Instant now) {
    var possible = Authentication.of(request.profile());
    var way = request.authentication() == null ? possible.getFirst() : request.authentication();
    if (!possible.contains(way)) {
      throw new Refusal.Invalid("authentication", "must be one that senders of this profile can use: " + possible);
    }
    if (way.byCredential() != (request.senderClientId() == null)) {
      throw new Refusal.Invalid("senderClientId", way.byCredential()
          ? "must be absent: senders show a credential of this source"
          : "is needed: senders sign in as a client");
    }
    return new HookSource(id, tenant, request, way, now);
  }

  HookSourceEvent registered() {
    return new HookSourceEvent.Registered(name, profile, systemId, authentication, senderClientId);
  }

  /** @param live how many credentials it has already */
  HookSourceEvent issue(UUID credentialId, int live) {
    if (!authentication.byCredential()) {
      throw new Refusal.NotAllowedNow("issuing a credential", authentication.name(), Set.of());
    }
    if (live >= CREDENTIALS) {
      throw new Refusal.NotAllowedNow("issuing a credential", "ROTATING", Set.of("retirement"));
    }
    return new HookSourceEvent.CredentialIssued(credentialId, authentication);
  }

  HookSourceEvent retire(HookCredential credential, Instant now) {
    credential.retire(now);
    return new HookSourceEvent.CredentialRetired(credential.id());
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

  /**
   * All that its senders say is about one system from now on, what waits for its effects included; its rules are kept, and
   * count for nothing meanwhile. What was counted stays where it is.
   */
  HookSourceEvent bind(UUID system) {
    if (system.equals(systemId)) {
      throw new Refusal.NotAllowedNow("binding", BOUND, Set.of("sharing"));
    }
    mapping = mapping();
    systemId = system;
    return new HookSourceEvent.Bound(system);
  }

  /** Each of its signals finds its system by the source's rules, or by name, from now on. */
  HookSourceEvent share() {
    if (systemId == null) {
      throw new Refusal.NotAllowedNow("sharing", "SHARED", Set.of("binding"));
    }
    mapping = mapping();
    systemId = null;
    return new HookSourceEvent.Shared();
  }

  /** What its signals are about is told by other rules from now on; those of a bound source are about its system. */
  HookSourceEvent mapBy(Mapping rules) {
    requireShared("mapping");
    mapping = rules.coherent();
    return new HookSourceEvent.MappingChanged(mapping.rules());
  }

  /** What was placed otherwise goes where the source places it now, by its rules or by what it is bound to. */
  HookSourceEvent replayMapping() {
    return new HookSourceEvent.MappingReplayed();
  }

  HookSourceEvent endReplay(ReplayFigures figures) {
    return HookSourceEvent.MappingReplayEnded.of(figures);
  }

  HookSourceEvent moveSignals(List<MovedSignal> signals) {
    return new HookSourceEvent.SignalsMoved(signals);
  }

  void requireShared(String command) {
    if (systemId != null) {
      throw new Refusal.NotAllowedNow(command, BOUND, Set.of("sharing"));
    }
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

  /** Null for a shared source. */
  @Nullable
  UUID systemId() {
    return systemId;
  }

  /** Whether all that it ever said is about the system that it is bound to. */
  boolean steady() {
    return systemId != null && mapping == null;
  }

  /** Of a bound source they are those that it had when it was shared. */
  Mapping mapping() {
    return mapping == null ? Mapping.NONE : mapping;
  }

  Authentication authentication() {
    return authentication;
  }

  @Nullable
  String senderClientId() {
    return senderClientId;
  }

  State state() {
    return state;
  }
}
