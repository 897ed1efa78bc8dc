package io.aims.incident.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.aims.incident.directory.Person;

class BagTest {
  private static final UUID ADA = new UUID(0, 1);
  private static final UUID INCIDENT = new UUID(2, 2);
  private static final Person REACHED = new Person("Ada Lovelace", "ada@acme.example");

  @Test
  void the_most_urgent_is_said_first_and_is_what_the_mail_is_about() {
    var envelope = bag(Occasion.TEST, Occasion.CLOCK_DUE_SOON, Occasion.OPENED, Occasion.CLOCK_OVERDUE,
        Occasion.ROUND_OVERDUE, Occasion.COMMUNICATION_OVERDUE, Occasion.TASK_OVERDUE, Occasion.ESCALATION).to(REACHED);

    assertThat(envelope.messages()).extracting(Message::headline)
        .containsExactly("ESCALATION", "OPENED", "CLOCK_OVERDUE", "CLOCK_DUE_SOON", "COMMUNICATION_OVERDUE",
            "TASK_OVERDUE", "ROUND_OVERDUE", "TEST");
    assertThat(envelope.thread()).isEqualTo(INCIDENT);
  }

  @Test
  void what_is_about_no_incident_is_a_thread_of_its_own() {
    var bag = bag(Occasion.TEST);

    assertThat(bag.to(REACHED).thread()).isEqualTo(bag.notifications().getFirst().callId());
  }

  @Test
  void what_is_about_something_of_no_incident_belongs_to_that() {
    var round = new UUID(5, 5);
    var call = new Call(new UUID(1, 1), Occasion.ROUND_OPENED, Subject.of(round), new Message("x", "", "/v1"),
        Circles.of(List.of(ADA)));
    var opened = Notification.address(new UUID(3, 3), new UUID(4, 4), call, null, ADA, Instant.EPOCH);

    assertThat(new Bag(new UUID(1, 1), ADA, List.of(opened)).to(REACHED).thread()).isEqualTo(round);
  }

  @Test
  void other_notifications_are_another_mail() {
    assertThat(bag(Occasion.TEST).to(REACHED).id()).isEqualTo(bag(Occasion.OPENED).to(REACHED).id())
        .isNotEqualTo(bag(Occasion.TEST, Occasion.OPENED).to(REACHED).id());
  }

  private static Bag bag(Occasion... occasions) {
    var number = new int[1];
    return new Bag(new UUID(1, 1), ADA, Stream.of(occasions).map(each -> of(number[0]++, each)).toList());
  }

  private static Notification of(int number, Occasion occasion) {
    var subject = occasion == Occasion.TEST ? Subject.NONE : Subject.incident(INCIDENT);
    var call = new Call(new UUID(1, 1), occasion, subject, new Message(occasion.name(), "", "/v1"),
        Circles.of(List.of(ADA)));
    return Notification.address(new UUID(3, number), new UUID(4, number), call, null, ADA,
        Instant.parse("2026-11-27T12:00:00Z"));
  }
}
