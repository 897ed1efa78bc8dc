package io.aims.incident.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.aims.incident.Alert;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.vendor.VolatileLabels;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SignalKeyTest {
  private static final UUID TENANT = UUID.fromString("a1000000-0000-4000-8000-000000000001");
  private static final UUID SOURCE = UUID.fromString("0199a0c0-3333-7000-8000-000000000001");
  private static final Set<String> VOLATILE = VolatileLabels.all();

  @Property(tries = 200)
  void where_and_by_which_request_it_was_seen_does_not_matter(@ForAll("volatileLabel") String label,
      @ForAll String value) {
    assertThat(key(Alert.bias().label(label, value))).isEqualTo(key(Alert.bias()));
  }

  @Property(tries = 200)
  void any_other_label_makes_another_signal(@ForAll("identityLabel") String label, @ForAll("text") String value) {
    assertThat(key(Alert.bias().label(label, value))).isNotEqualTo(key(Alert.bias()));
  }

  @Property(tries = 200)
  void the_value_of_an_identity_label_matters(@ForAll("text") String one, @ForAll("text") String other) {
    Assume.that(!one.equals(other));

    assertThat(key(Alert.bias().label("protected", one))).isNotEqualTo(key(Alert.bias().label("protected", other)));
  }

  @Property(tries = 200)
  void no_two_label_sets_run_into_the_same_bytes(@ForAll("labels") Map<String, String> one,
      @ForAll("labels") Map<String, String> other) {
    Assume.that(!one.equals(other));

    assertThat(SignalKey.of(TENANT, SOURCE, new TreeMap<>(one)))
        .isNotEqualTo(SignalKey.of(TENANT, SOURCE, new TreeMap<>(other)));
  }

  @Example
  void firing_and_resolved_are_the_same_signal() {
    assertThat(key(Alert.bias().resolved().annotation("value", "0"))).isEqualTo(key(Alert.bias()));
  }

  @Example
  void another_organisation_or_source_has_other_signals() {
    var labels = new TreeMap<>(Map.of("alertname", "x"));

    assertThat(Set.of(SignalKey.of(TENANT, SOURCE, labels), SignalKey.of(SOURCE, TENANT, labels),
        SignalKey.of(TENANT, TENANT, labels))).hasSize(3);
  }

  @Provide
  Arbitrary<String> volatileLabel() {
    return Arbitraries.of(VOLATILE);
  }

  @Provide
  Arbitrary<String> identityLabel() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12).map(name -> "x_" + name);
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().ascii().ofMaxLength(20);
  }

  @Provide
  Arbitrary<Map<String, String>> labels() {
    var short_ = Arbitraries.strings().withChars("ab").ofMaxLength(2);
    return Arbitraries.maps(short_, short_).ofMaxSize(3);
  }

  private static SignalKey key(Alert alert) {
    var reading = (Understood) Profile.ALERTMANAGER.read(Headers.none(),
        alert.posted().getBytes(StandardCharsets.UTF_8));
    return reading.signals().getFirst().key(TENANT, SOURCE);
  }
}
