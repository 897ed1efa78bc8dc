package io.aims.incident.notification;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import io.aims.incident.directory.Person;

/** What is due for one person and goes into one mail. */
record Bag(UUID tenant, UUID person, List<Notification> notifications) {

  /** The most urgent is said first, and is the subject. */
  Envelope to(Person reached) {
    var urgent = notifications.stream().sorted(Comparator.comparing(Notification::occasion)).toList();
    var first = urgent.getFirst();
    var incident = first.incidentId();
    return new Envelope(id(), incident == null ? first.callId() : incident, reached,
        urgent.stream().map(Notification::message).toList());
  }

  /** The same for the same notifications, in each try. */
  private UUID id() {
    return UUID.nameUUIDFromBytes(ids().toString().getBytes(StandardCharsets.UTF_8));
  }

  List<UUID> ids() {
    return notifications.stream().map(Notification::id).toList();
  }
}
