package io.aims.incident.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.mapping.Mapping;
import io.aims.incident.mapping.Rule;
import io.aims.incident.mapping.Rule.By;
import io.aims.incident.signal.Profile;
import io.aims.incident.vault.SealedSecret;
import io.aims.platform.refusal.Refusal;

class HookSourceTest {
  private static final UUID OTHER = new UUID(3, 3);

  static HookSource registered() {
    return registered(Profile.ALERTMANAGER, null, "acme-monitor");
  }

  static HookSource shared() {
    return HookSource.register(UUID.randomUUID(), UUID.randomUUID(),
        new RegisterHookSource("Monitor", Profile.ALERTMANAGER, null, null, "acme-monitor", null), Instant.EPOCH);
  }

  private static HookSource registered(Profile profile, Authentication way, String client) {
    return HookSource.register(UUID.randomUUID(), UUID.randomUUID(),
        new RegisterHookSource("Monitor", profile, UUID.randomUUID(), way, client, null), Instant.EPOCH);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void each_profile_can_be_registered_in_each_way_its_senders_can_go_and_no_other(Profile profile) {
    for (var way : Authentication.values()) {
      var client = way.byCredential() ? null : "acme-monitor";
      if (Authentication.of(profile).contains(way)) {
        assertThat(registered(profile, way, client).authentication()).isEqualTo(way);
      } else {
        invalid(() -> registered(profile, way, client), "authentication");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void without_a_word_the_way_is_the_recommended_one(Profile profile) {
    var recommended = Authentication.of(profile).getFirst();

    var source = registered(profile, null, recommended.byCredential() ? null : "acme-monitor");

    assertThat(source.authentication()).isEqualTo(recommended);
  }

  @Test
  void a_client_signs_in_or_a_credential_is_shown_never_both() {
    invalid(() -> registered(Profile.ALERTMANAGER, null, null), "senderClientId");
    invalid(() -> registered(Profile.ALERTMANAGER, Authentication.SECRET_HEADER, "acme-monitor"), "senderClientId");
    invalid(() -> registered(Profile.GRAFANA, null, "acme-monitor"), "senderClientId");
  }

  @Test
  void two_credentials_can_be_live_at_once_and_no_third() {
    var source = registered(Profile.GRAFANA, null, null);

    assertThat(source.issue(UUID.randomUUID(), 0)).isInstanceOf(HookSourceEvent.CredentialIssued.class);
    assertThat(source.issue(UUID.randomUUID(), 1)).isInstanceOf(HookSourceEvent.CredentialIssued.class);

    refused(() -> source.issue(UUID.randomUUID(), 2), "retirement");
    assertThatThrownBy(() -> registered().issue(UUID.randomUUID(), 0)).isInstanceOf(Refusal.NotAllowedNow.class);
  }

  @Test
  void a_retired_credential_has_no_secret_any_more_and_stays_retired() {
    var source = registered(Profile.GRAFANA, null, null);
    var credential = new HookCredential(UUID.randomUUID(), source, Map.of(), new SealedSecret("1", new byte[40]),
        Instant.EPOCH);

    assertThat(source.retire(credential, Instant.EPOCH.plusSeconds(1)))
        .isEqualTo(new HookSourceEvent.CredentialRetired(credential.id()));

    assertThat(credential.secret()).isNull();
    assertThat(credential.live()).isFalse();
    assertThatThrownBy(() -> source.retire(credential, Instant.EPOCH)).isInstanceOf(Refusal.NotAllowedNow.class);
  }

  private static void invalid(ThrowingCallable command, String field) {
    assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.Invalid.class,
        refusal -> assertThat(refusal.violations()).extracting(Refusal.Violation::field).containsExactly(field));
  }

  @Test
  void a_shared_source_is_mapped_and_a_bound_one_is_not() {
    var mapping = new Mapping(List.of(new Rule(By.SYSTEM_REF, null, "credit-*", UUID.randomUUID())));
    var source = shared();

    assertThat(source.mapBy(mapping)).isEqualTo(new HookSourceEvent.MappingChanged(mapping.rules()));

    assertThat(source.mapping()).isEqualTo(mapping);
    assertThatThrownBy(() -> registered().mapBy(mapping)).isInstanceOf(Refusal.NotAllowedNow.class);
  }

  /** Each line: what it is, what is asked for, and what may be asked for instead. */
  @ParameterizedTest
  @CsvSource({"shared, bind,", "shared, share, binding", "bound, bind, sharing", "bound, bind another,",
      "bound, share,"})
  void a_source_is_bound_or_shared_and_changes_from_one_to_the_other(String what, String command,
      @Nullable String instead) {
    var system = UUID.randomUUID();
    var source = shared();
    if (what.equals("bound")) {
      source.bind(system);
    }
    ThrowingCallable change = () -> {
      switch (command) {
        case "bind" -> source.bind(system);
        case "bind another" -> source.bind(OTHER);
        default -> source.share();
      }
    };

    if (instead == null) {
      assertThatCode(change).doesNotThrowAnyException();
      assertThat(source.systemId()).isEqualTo(switch (command) {
        case "bind" -> system;
        case "bind another" -> OTHER;
        default -> null;
      });
    } else {
      refused(change, instead);
    }
  }

  @Test
  void rules_are_kept_while_it_is_bound_and_can_not_be_changed() {
    var mapping = new Mapping(List.of(new Rule(By.SYSTEM_REF, null, "credit-*", UUID.randomUUID())));
    var source = shared();
    source.mapBy(mapping);

    source.bind(OTHER);
    refused(() -> source.mapBy(Mapping.NONE), "sharing");
    source.share();

    assertThat(source.mapping()).isEqualTo(mapping);
  }

  /** Then nothing of it can have been counted elsewhere, and nobody has to look. */
  @Test
  void it_is_steady_only_while_it_has_never_been_anything_else() {
    assertThat(registered().steady()).isTrue();
    assertThat(shared().steady()).isFalse();
    var source = shared();
    source.bind(OTHER);
    assertThat(source.steady()).isFalse();
    var moved = registered();
    moved.bind(OTHER);
    assertThat(moved.steady()).isFalse();
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

  private static void refused(ThrowingCallable command, String possible) {
    assertThatThrownBy(command).isInstanceOfSatisfying(Refusal.NotAllowedNow.class,
        refusal -> assertThat(refusal.allowed()).isEqualTo(Set.of(possible)));
  }
}
