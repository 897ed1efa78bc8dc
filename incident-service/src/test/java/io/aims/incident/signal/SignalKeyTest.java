package io.aims.incident.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.incident.Alert;
import io.aims.incident.signal.Reading.Understood;
import io.aims.platform.test.Draw;
import io.aims.platform.test.Seeded;

class SignalKeyTest {
  private static final UUID TENANT = UUID.fromString("a1000000-0000-4000-8000-000000000001");
  private static final UUID SOURCE = UUID.fromString("0199a0c0-3333-7000-8000-000000000001");
  private static final List<String> VOLATILE = List.copyOf(AlertmanagerConventions.load().volatileLabels());

  @Seeded(200)
  void where_and_by_which_request_it_was_seen_does_not_matter(Draw draw) {
    var label = draw.oneOf(VOLATILE);

    assertThat(key(Alert.bias().label(label, draw.anyText(100)))).isEqualTo(key(Alert.bias()));
  }

  @Seeded(200)
  void any_other_label_makes_another_signal(Draw draw) {
    var label = "x_" + draw.text(1, 12, 'a', 'z');

    assertThat(key(Alert.bias().label(label, ascii(draw)))).isNotEqualTo(key(Alert.bias()));
  }

  @Seeded(200)
  void the_value_of_an_identity_label_matters(Draw draw) {
    var one = ascii(draw);
    var other = draw.otherThan(one, () -> ascii(draw));

    assertThat(key(Alert.bias().label("protected", one))).isNotEqualTo(key(Alert.bias().label("protected", other)));
  }

  @Seeded(1000)
  void no_two_label_sets_run_into_the_same_bytes(Draw draw) {
    var one = labels(draw);
    var other = draw.otherThan(one, () -> labels(draw));

    assertThat(SignalKey.of(TENANT, SOURCE, one)).isNotEqualTo(SignalKey.of(TENANT, SOURCE, other));
  }

  @Test
  void firing_and_resolved_are_the_same_signal() {
    assertThat(key(Alert.bias().resolved().annotation("value", "0"))).isEqualTo(key(Alert.bias()));
  }

  @Test
  void another_organisation_or_source_has_other_signals() {
    var labels = new TreeMap<>(Map.of("alertname", "x"));

    assertThat(Set.of(SignalKey.of(TENANT, SOURCE, labels), SignalKey.of(SOURCE, TENANT, labels),
        SignalKey.of(TENANT, TENANT, labels))).hasSize(3);
  }

  private static String ascii(Draw draw) {
    return draw.text(0, 20, '\0', '\u007f');
  }

  /** Few and short, so that many of them would be the same when written one after the other without care. */
  private static TreeMap<String, String> labels(Draw draw) {
    return new TreeMap<>(draw.mapOf(3, () -> draw.text(0, 2, 'a', 'b'), () -> draw.text(0, 2, 'a', 'b')));
  }

  private static SignalKey key(Alert alert) {
    var reading = (Understood) Profile.ALERTMANAGER.read(alert.posted().getBytes(StandardCharsets.UTF_8));
    return reading.signals().getFirst().key(TENANT, SOURCE);
  }
}
