package io.aims.incident.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import io.aims.incident.signal.Profile;
import io.aims.platform.refusal.Refusal;

class HookSourceTest {

  static HookSource registered() {
    return registered(Profile.ALERTMANAGER);
  }

  private static HookSource registered(Profile profile) {
    return HookSource.register(UUID.randomUUID(), UUID.randomUUID(),
        new RegisterHookSource("Monitor", profile, UUID.randomUUID(), "acme-monitor", null), Instant.EPOCH);
  }

  @ParameterizedTest
  @EnumSource(value = Profile.class, mode = Mode.EXCLUDE, names = {"ALERTMANAGER", "CLOUDEVENTS", "EVENTBRIDGE",
      "NATIVE"})
  void a_profile_whose_senders_could_not_come_in_is_not_registered(Profile profile) {
    assertThatThrownBy(() -> registered(profile)).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field).containsExactly("profile"));
  }

  @Test
  void a_new_source_takes_deliveries_until_it_is_disabled() {
    var source = registered();

    assertThat(source.disable()).isInstanceOf(HookSourceEvent.Disabled.class);

    assertThat(source.state()).isEqualTo(HookSource.State.DISABLED);
    refused(source::disable, "enabling");
  }

  @Test
  void a_disabled_source_can_be_enabled_again() {
    var source = registered();
    refused(source::enable, "disabling");
    source.disable();

    assertThat(source.enable()).isInstanceOf(HookSourceEvent.Enabled.class);

    assertThat(source.state()).isEqualTo(HookSource.State.ENABLED);
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable command, String possible) {
    assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.NotAllowedNow.class,
        refusal -> assertThat(refusal.allowed()).isEqualTo(Set.of(possible)));
  }
}
