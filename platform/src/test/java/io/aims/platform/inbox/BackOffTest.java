package io.aims.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class BackOffTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final BackOff backOff = new BackOff(vertx);
  private final List<Context> attempts = new ArrayList<>();

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void faults_that_pass_are_waited_out_on_the_context_of_the_caller_whatever_thread_they_come_from() {
    var result = sensibly(attempt -> switch (attempt) {
      case 1, 2 -> Uni.createFrom().failure(new IOException("Connection refused"));
      case 3 -> Uni.createFrom()
          .<String>emitter(emitter -> new Thread(() -> emitter.fail(new IOException("Connection reset"))).start());
      case 4, 5 -> Uni.createFrom().failure(new Refusal.Stale());
      default -> Uni.createFrom().item("done");
    });

    assertThat(result.join()).isEqualTo("done");
    assertThat(attempts).hasSize(6).containsOnly(context);
  }

  @Test
  void what_is_strange_is_tried_three_times() {
    var result = sensibly(attempt -> Uni.createFrom().failure(new IllegalStateException("strange")));

    assertThatThrownBy(result::join).isInstanceOf(CompletionException.class).hasMessageContaining("strange");
    assertThat(attempts).hasSize(3);
  }

  @Test
  void an_answer_is_not_asked_for_twice() {
    var poison = sensibly(attempt -> Uni.createFrom().failure(new ReceivedEvent.Poison("rotten")));
    assertThatThrownBy(poison::join).hasMessageContaining("rotten");
    assertThat(attempts).hasSize(1);

    var postponed = sensibly(attempt -> Uni.createFrom().failure(new Postponed("later")));
    assertThatThrownBy(postponed::join).hasMessageContaining("later");
    assertThat(attempts).hasSize(2);
  }

  @Test
  void while_the_process_stops_nothing_is_given_up() {
    backOff.stop();

    var result = sensibly(attempt -> attempt < 5
        ? Uni.createFrom().failure(new IllegalStateException("The container has stopped"))
        : Uni.createFrom().item("done"));

    assertThat(result.join()).isEqualTo("done");
  }

  private CompletableFuture<String> sensibly(IntFunction<Uni<String>> attempt) {
    var result = new CompletableFuture<String>();
    context.runOnContext(begin -> backOff.sensibly(() -> {
      attempts.add(Vertx.currentContext());
      return attempt.apply(attempts.size());
    }).subscribe().with(result::complete, result::completeExceptionally));
    return result.orTimeout(20, TimeUnit.SECONDS);
  }
}
