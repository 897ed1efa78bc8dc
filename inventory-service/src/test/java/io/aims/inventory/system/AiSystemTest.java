package io.aims.inventory.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.aims.platform.refusal.Refusal;

class AiSystemTest {

  static AiSystem registered() {
    return AiSystem.register(UUID.randomUUID(), UUID.randomUUID(), "AIS-0001", profile("Credit scoring"),
        Instant.EPOCH);
  }

  static AiSystemProfile profile(String name) {
    return new AiSystemProfile(name, "Estimates how likely an applicant is to repay", List.of(), List.of(),
        Origin.IN_HOUSE,
        List.of(OrganisationRole.PROVIDER), AutonomyLevel.SUPERVISED, OversightMode.HUMAN_IN_THE_LOOP, Domain.CREDIT,
        List.of("loan applicants"), List.of("DE"), true, false, true,
        UUID.fromString("a1000000-0000-4000-8000-000000000011"), null);
  }

  @ParameterizedTest
  @CsvSource({
      "INCEPTION, DESIGN_AND_DEVELOPMENT RETIREMENT",
      "DESIGN_AND_DEVELOPMENT, VERIFICATION_AND_VALIDATION RETIREMENT",
      "VERIFICATION_AND_VALIDATION, DESIGN_AND_DEVELOPMENT DEPLOYMENT RETIREMENT",
      "DEPLOYMENT, OPERATION_AND_MONITORING RE_EVALUATION RETIREMENT",
      "OPERATION_AND_MONITORING, RE_EVALUATION RETIREMENT",
      "RE_EVALUATION, DESIGN_AND_DEVELOPMENT VERIFICATION_AND_VALIDATION DEPLOYMENT OPERATION_AND_MONITORING RETIREMENT",
      "RETIREMENT, ''"})
  void a_system_moves_only_to_the_stages_that_follow(LifecycleStage from, String followers) {
    var allowed = stages(followers);

    for (var to : LifecycleStage.values()) {
      var system = at(from);
      if (allowed.contains(to)) {
        assertThat(system.moveTo(to)).isEqualTo(new AiSystemEvent.StageMoved(from, to));
        assertThat(system.stage()).isEqualTo(to);
      } else {
        assertThatThrownBy(() -> system.moveTo(to)).isInstanceOf(Refusal.NotAllowedNow.class);
        assertThat(system.stage()).isEqualTo(from);
      }
    }
  }

  @Test
  void a_change_that_changes_nothing_is_no_event() {
    var system = registered();

    assertThat(system.change(profile("Credit scoring"))).isEmpty();
  }

  @Test
  void a_change_carries_all_facts() {
    var system = registered();

    var event = system.change(profile("Credit scoring 2")).orElseThrow();

    assertThat(event).isInstanceOfSatisfying(AiSystemEvent.Changed.class,
        changed -> assertThat(changed.facts().name()).isEqualTo("Credit scoring 2"));
  }

  @Test
  void a_retired_system_stays_as_it_was() {
    var system = at(LifecycleStage.RETIREMENT);

    assertThatThrownBy(() -> system.change(profile("Other"))).isInstanceOf(Refusal.NotAllowedNow.class);
    assertThat(system.profile().name()).isEqualTo("Credit scoring");
  }

  @ParameterizedTest
  @EnumSource(BindingKind.class)
  void a_place_says_what_it_lacks(BindingKind kind) {
    assertThatThrownBy(() -> new RuntimePlace(kind, null, null, null, null, null).target())
        .isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void a_workload_without_a_cluster_is_in_the_default_one() {
    assertThat(new RuntimePlace(BindingKind.KUBERNETES_WORKLOAD, null, "ml", "scoring", null, null).target())
        .isEqualTo("default/ml/scoring");
  }

  private static AiSystem at(LifecycleStage stage) {
    var system = registered();
    var path = switch (stage) {
      case INCEPTION -> List.<LifecycleStage>of();
      case RETIREMENT -> List.of(LifecycleStage.RETIREMENT);
      case RE_EVALUATION -> List.of(LifecycleStage.DESIGN_AND_DEVELOPMENT, LifecycleStage.VERIFICATION_AND_VALIDATION,
          LifecycleStage.DEPLOYMENT, LifecycleStage.RE_EVALUATION);
      case DESIGN_AND_DEVELOPMENT, VERIFICATION_AND_VALIDATION, DEPLOYMENT, OPERATION_AND_MONITORING -> EnumSet
          .range(LifecycleStage.DESIGN_AND_DEVELOPMENT, stage)
          .stream()
          .toList();
    };
    path.forEach(system::moveTo);
    return system;
  }

  private static Set<LifecycleStage> stages(String names) {
    return names.isBlank()
        ? Set.of()
        : Set.copyOf(java.util.Arrays.stream(names.split(" ")).map(LifecycleStage::valueOf).toList());
  }
}
