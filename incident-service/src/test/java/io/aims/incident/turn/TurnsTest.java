package io.aims.incident.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

class TurnsTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final UUID C = new UUID(0, 3);
  private final List<UUID> begun = new ArrayList<>();
  private final Map<UUID, UniEmitter<? super Boolean>> running = new HashMap<>();
  private final Turns<UUID> turns = new Turns<>(2, Runnable::run, tenant -> {
    begun.add(tenant);
    return Uni.createFrom().emitter(done -> running.put(tenant, done));
  });

  @Test
  void an_organisation_has_one_turn_at_a_time() {
    turns.call(A);
    turns.call(A);

    assertThat(begun).containsExactly(A);
  }

  @Test
  void a_call_during_a_turn_leads_to_another_one() {
    turns.call(A);
    turns.call(A);
    turns.call(A);

    running.get(A).complete(false);
    running.get(A).complete(false);

    assertThat(begun).containsExactly(A, A);
  }

  @Test
  void only_a_few_are_at_work_and_the_others_wait_in_line() {
    turns.call(A);
    turns.call(B);
    turns.call(C);
    assertThat(begun).containsExactly(A, B);

    running.get(B).complete(false);

    assertThat(begun).containsExactly(A, B, C);
  }

  @Test
  void who_has_more_to_do_goes_behind_those_who_wait() {
    turns.call(A);
    turns.call(B);
    turns.call(C);

    running.get(A).complete(true);
    running.get(B).complete(false);

    assertThat(begun).containsExactly(A, B, C, A);
  }

  @Test
  void a_fault_ends_a_turn_and_not_the_work() {
    turns.call(A);

    running.get(A).fail(new IllegalStateException("gone"));
    turns.call(A);

    assertThat(begun).containsExactly(A, A);
  }
}
