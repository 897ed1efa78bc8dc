package io.aims.incident.signal.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.incident.signal.Profile;

class AnswerTest {
  /** Columns in the order of {@link Outcome}; a plus stands for {@code Retry-After}. */
  private static final String USUAL = "202 202 200 202 400 401 403 404 409 413 422 503+ 503+";
  private static final String EXACTLY_200 = "200 200 200 200 400 401 403 404 409 413 422 503+ 503+";
  private static final String FOR_EVER = "200 200 200 200 200 401 403 404 409 413 200 503+ 503+";
  private static final Map<Profile, String> TABLE = Map.ofEntries(Map.entry(Profile.ALERTMANAGER, USUAL),
      Map.entry(Profile.GRAFANA, USUAL), Map.entry(Profile.CLOUDEVENTS, EXACTLY_200),
      Map.entry(Profile.PAGERDUTY, USUAL), Map.entry(Profile.SNS, USUAL), Map.entry(Profile.EVENTBRIDGE, USUAL),
      Map.entry(Profile.EVENT_GRID, USUAL), Map.entry(Profile.PUBSUB, FOR_EVER), Map.entry(Profile.DATADOG, USUAL),
      Map.entry(Profile.MLFLOW, USUAL), Map.entry(Profile.LANGFUSE, USUAL),
      Map.entry(Profile.HUGGING_FACE, USUAL), Map.entry(Profile.NATIVE, USUAL));

  @ParameterizedTest
  @MethodSource("pairs")
  void each_sender_is_told_what_the_table_says(Profile profile, Outcome outcome) {
    var expected = TABLE.get(profile).split(" ")[outcome.ordinal()];

    var answer = Answer.to(profile, outcome);

    assertThat(answer.status() + (answer.retryAfter() ? "+" : "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void nobody_is_told_429_and_who_is_told_503_is_told_when_to_come_back(Profile profile, Outcome outcome) {
    var answer = Answer.to(profile, outcome);

    assertThat(answer.status()).isNotEqualTo(429);
    assertThat(answer.retryAfter()).isEqualTo(answer.status() == 503);
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Profile.values())
        .flatMap(profile -> Stream.of(Outcome.values()).map(outcome -> Arguments.of(profile, outcome)));
  }
}
