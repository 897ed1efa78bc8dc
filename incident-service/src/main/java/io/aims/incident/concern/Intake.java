package io.aims.incident.concern;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.system.KnownSystems;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.time.Ids;
import io.smallrye.mutiny.Uni;

/** Takes in concerns and what their reporters add, so that nothing on record leads from the event to a person. */
@ApplicationScoped
class Intake {
  private final KnownSystems systems;
  private final Messages messages;
  private final Exclusions exclusions;
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;
  private final ConcernTerms terms = ConcernTerms.load();

  Intake(KnownSystems systems, Messages messages, Exclusions exclusions, EventLog eventLog, Ids ids, Clock clock) {
    this.systems = systems;
    this.messages = messages;
    this.exclusions = exclusions;
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  /** In the caller's transaction. */
  Uni<Concern> raise(UUID tenant, @Nullable UUID reporter, RaiseConcern raised) {
    var concern = Concern.raise(ids.random(), tenant, "CON-" + ReceiptCode.name(), reporter, raised, terms,
        clock.instant());
    return eventLog.record(concern, concern.received(), cause(concern))
        .call(recorded -> exclusions.begin(recorded, raised.excluded()));
  }

  /** Refuses a system that the organisation has not; a stranger is told nothing about which there are. */
  Uni<Void> checkSystem(@Nullable UUID system) {
    return system == null ? Uni.createFrom().voidItem() : systems.known(system).invoke(known -> {
      if (!known) {
        throw new Refusal.UnknownReference("systemId");
      }
    }).replaceWithVoid();
  }

  /** What the reporter of {@code concern} has to say; in the caller's transaction. */
  Uni<Concern> add(Concern concern, AddMessage added) {
    var now = clock.instant();
    var event = concern.add(added.text(), Boolean.TRUE.equals(added.retaliation()), terms, now);
    return messages.persist(ConcernMessage.ofReporter(ids.random(), concern, added.text(), now))
        .chain(() -> eventLog.record(concern, event, cause(concern)));
  }

  /** What the reporter sees. */
  Uni<ReporterView> view(Concern concern) {
    return messages.all(concern.id()).map(all -> ReporterView.of(concern, all));
  }

  private static Cause cause(Concern concern) {
    return Cause.hidden(concern.anonymous() ? Cause.ANONYMOUS : Cause.CONFIDENTIAL, null);
  }

  /** A message of a reporter. */
  record AddMessage(
      @jakarta.validation.constraints.NotBlank @jakarta.validation.constraints.Size(max = 15000) String text,
      @Nullable Boolean retaliation) {}
}
