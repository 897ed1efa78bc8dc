package io.aims.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {

  @ParameterizedTest(name = "at version {0} by {1} of epoch {2}: version {3}, {4}, epoch {5} -> {6}")
  @CsvSource({
      // nothing yet
      "0, -, 1,   1, a, 1,  APPLY",
      "0, -, 1,   2, a, 1,  PARK",
      "0, -, 1,   1, a, 2,  APPLY",
      "0, -, 1,   2, a, 2,  PARK",
      // the same epoch
      "3, a, 1,   1, b, 1,  DROP",
      "3, a, 1,   2, b, 1,  DROP",
      "3, a, 1,   3, a, 1,  DROP",
      "3, a, 1,   3, b, 1,  FORK",
      "3, a, 1,   4, b, 1,  APPLY",
      "3, a, 1,   5, b, 1,  PARK",
      // applied before ids were kept
      "3, -, 1,   3, b, 1,  DROP",
      "3, -, 1,   4, b, 1,  APPLY",
      // the owner went on from an older backup
      "3, a, 1,   1, b, 2,  APPLY",
      "3, a, 1,   3, b, 2,  APPLY",
      "3, a, 1,   3, a, 2,  DROP",
      "3, a, 1,   4, b, 2,  APPLY",
      "3, a, 1,   5, b, 2,  PARK",
      "3, -, 1,   3, b, 2,  APPLY",
      // what is left of the history that it gave up
      "3, a, 2,   2, b, 1,  DROP",
      "3, a, 2,   3, b, 1,  DROP",
      "3, a, 2,   4, b, 1,  DROP",
      "3, a, 2,   9, b, 1,  DROP"})
  void decides(int version, String id, int epoch, int eventVersion, String eventId, int eventEpoch, Decision decision) {
    var last = new Progress(version, id(id), epoch);
    var event = Events.event(id(eventId), eventVersion, eventEpoch);

    assertThat(Decision.of(last, event)).isEqualTo(decision);
  }

  private static @Nullable UUID id(String name) {
    return name.equals("-") ? null : new UUID(9, name.charAt(0));
  }
}
