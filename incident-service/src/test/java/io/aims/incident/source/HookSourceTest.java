package io.aims.incident.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.incident.signal.Profile;
import io.aims.platform.refusal.Refusal;

class HookSourceTest {

  static HookSource registered() {
    return HookSource.register(UUID.randomUUID(), UUID.randomUUID(),
        new RegisterHookSource("Monitor", Profile.ALERTMANAGER, UUID.randomUUID(), "acme-monitor", null),
        Instant.EPOCH);
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
