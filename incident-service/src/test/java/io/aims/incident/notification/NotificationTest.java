package io.aims.incident.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final UUID ADA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);
  private static final UUID CLEO = new UUID(0, 3);

  static Stream<Arguments> ends() {
    return Stream.<Consumer<Notification>>of(n -> n.send(NOW), n -> n.fail(Failure.REFUSED), Notification::withdraw)
        .flatMap(end -> Stream
            .<Consumer<Notification>>of(n -> n.send(NOW), n -> n.fail(Failure.REFUSED), Notification::withdraw)
            .map(then -> Arguments.of(end, then)));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void an_end_is_an_end(Consumer<Notification> end, Consumer<Notification> then) {
    var notification = notification();
    end.accept(notification);

    assertThatThrownBy(() -> then.accept(notification)).isInstanceOf(IllegalStateException.class);
    assertThat(notification.dueAt()).isNull();
  }

  @Test
  void it_is_due_at_once_and_says_how_many_tries_it_took() {
    var notification = notification();

    assertThat(notification.dueAt()).isEqualTo(NOW);
    assertThat(notification.send(NOW)).isEqualTo(
        new NotificationEvent.Sent(notification.callId(), notification.incidentId(), ADA, 1));
    assertThat(notification.sentAt()).isEqualTo(NOW);
  }

  @Test
  void the_next_circle_is_told_the_same_of_the_same() {
    var lost = notification();

    var instead = lost.pass(new UUID(9, 9), lost.nextCircle().getFirst(), NOW.plusSeconds(60));

    assertThat(instead.personId()).isEqualTo(BEN);
    assertThat(instead.circle()).isOne();
    assertThat(instead.nextCircle()).containsExactly(CLEO);
    assertThat(instead.callId()).isEqualTo(lost.callId());
    assertThat(instead.message()).isEqualTo(lost.message());
    assertThat(instead.incidentId()).isEqualTo(lost.incidentId());
    assertThat(instead.subjectId()).isEqualTo(lost.subjectId());
    assertThat(instead.pass(new UUID(9, 8), CLEO, NOW).nextCircle()).isEmpty();
  }

  private static Notification notification() {
    var call = new Call(new UUID(1, 1), Occasion.ESCALATION, Subject.of(new UUID(2, 2), new UUID(2, 3)),
        new Message("It waits", "", "/v1/incidents"),
        new Circles(List.of(List.of(ADA), List.of(BEN), List.of(CLEO))));
    return Notification.address(new UUID(3, 3), new UUID(4, 4), call, null, ADA, NOW);
  }
}
