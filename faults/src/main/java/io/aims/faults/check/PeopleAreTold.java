package io.aims.faults.check;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aims.faults.check.Evidence.Incident;
import io.aims.faults.check.Evidence.Mail;
import io.aims.faults.check.Evidence.Notification;

/**
 * Who is on call is called when an incident opens, who is given a task is told, and nobody waits for it any more: what is
 * called sent is in a mail that the mail server has. A mail may be there twice, and goes to nobody else.
 */
final class PeopleAreTold implements Invariant {
  private static final String OPENED = "OPENED";
  private static final Set<String> CALLS = Set.of(OPENED, "ESCALATION");
  private static final String INCIDENT = "aims.incident.incident.";
  private static final String ASSIGNED = "aims.incident.task.assigned.v1";
  /** After these nobody has to acknowledge an incident any more. */
  private static final Set<String> CARED_FOR = Stream.of("acknowledged", "triaged", "dismissed", "merged")
      .map(what -> INCIDENT + what + ".v1")
      .collect(Collectors.toSet());

  @Override
  public String promise() {
    return "whoever has to be told is told";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return Stream.of(evidence.incidents().stream().flatMap(incident -> called(incident, evidence)), given(evidence),
        evidence.notifications().stream().flatMap(notification -> ended(notification, evidence)), strays(evidence))
        .flatMap(breaches -> breaches);
  }

  private static Stream<String> called(Incident incident, Evidence evidence) {
    return evidence.client()
        .onCall()
        .stream()
        .filter(onCall -> onCall.system().equals(incident.system()))
        .filter(onCall -> evidence.notifications()
            .stream()
            .noneMatch(call -> call.occasion().equals(OPENED) && incident.id().equals(call.subject())
                && call.person().equals(onCall.person())))
        .map(onCall -> "incident %s has opened, and %s who is on call was not called".formatted(incident.id(),
            onCall.person()));
  }

  /** Clients of a run give tasks to others only. */
  private static Stream<String> given(Evidence evidence) {
    return evidence.events()
        .stream()
        .filter(event -> event.type().equals(ASSIGNED) && !event.marks().isEmpty())
        .filter(event -> evidence.notifications().stream().noneMatch(told -> event.aggregate().equals(told.subject())))
        .map(event -> "task %s was given to somebody, and nobody is told".formatted(event.aggregate()));
  }

  private static Stream<String> ended(Notification notification, Evidence evidence) {
    return switch (notification.state()) {
      case "SENT" -> evidence.mails().stream().anyMatch(mail -> tells(mail, notification))
          ? Stream.of()
          : Stream.of("notification %s is called sent to %s, and there is no such mail".formatted(notification.id(),
              notification.person()));
      case "WITHDRAWN" -> caredFor(notification, evidence)
          ? Stream.of()
          : Stream.of("notification %s of %s is withdrawn, and what it tells of is not over".formatted(
              notification.id(), notification.person()));
      default -> Stream.of("notification %s of %s is %s".formatted(notification.id(), notification.person(),
          notification.state()));
    };
  }

  private static boolean caredFor(Notification notification, Evidence evidence) {
    return CALLS.contains(notification.occasion()) && evidence.events()
        .stream()
        .anyMatch(event -> event.aggregate().equals(notification.subject()) && CARED_FOR.contains(event.type()));
  }

  private static Stream<String> strays(Evidence evidence) {
    return evidence.mails()
        .stream()
        .flatMap(mail -> evidence.notifications()
            .stream()
            .filter(told -> links(mail, told))
            .flatMap(told -> mail.persons()
                .stream()
                .filter(person -> evidence.notifications()
                    .stream()
                    .noneMatch(other -> other.path().equals(told.path()) && other.person().equals(person)))
                .map(
                    person -> "a mail about %s has gone to %s, who was not to be told".formatted(told.path(), person))))
        .distinct();
  }

  private static boolean tells(Mail mail, Notification notification) {
    return mail.persons().contains(notification.person()) && mail.text().contains(notification.headline())
        && links(mail, notification);
  }

  private static boolean links(Mail mail, Notification notification) {
    return mail.text().lines().anyMatch(line -> line.endsWith(notification.path()));
  }
}
