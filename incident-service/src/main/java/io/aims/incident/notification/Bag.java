package io.aims.incident.notification;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.aims.incident.directory.Person;

/** What is due for one person and goes into one mail. */
record Bag(UUID tenant, UUID person, List<Notification> notifications) {

  /** The most urgent is said first, and is the subject. */
  Envelope to(Person reached) {
    var urgent = notifications.stream().sorted(Comparator.comparing(Notification::occasion)).toList();
    var first = urgent.getFirst();
    return new Envelope(id(), thread(first), reached,
        urgent.stream().map(Notification::message).toList());
  }

  /** Mails of one incident belong together; those of none, by what they are about. */
  private static UUID thread(Notification first) {
    return Stream.of(first.incidentId(), first.subjectId(), first.callId())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** The same for the same notifications, in each try. */
  private UUID id() {
    return UUID.nameUUIDFromBytes(ids().toString().getBytes(StandardCharsets.UTF_8));
  }

  List<UUID> ids() {
    return notifications.stream().map(Notification::id).toList();
  }
}
