package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** A service is told to stop while somebody's request waits in it for the database. */
class OrderlyStopJourney {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");

  @Test
  void what_is_under_way_is_answered_and_what_comes_then_is_asked_to_come_back() throws Exception {
    var name = "Under way " + UUID.randomUUID();
    CompletableFuture<String> registering;
    ProcessHandle stopping;
    try (var database = stack.database("inventory", "owner")) {
      database.setAutoCommit(false);
      database.createStatement().execute("lock table ai_system in exclusive mode");
      registering = CompletableFuture.supplyAsync(() -> acme.register(name));
      await().atMost(PATIENCE).until(() -> somebodyWaits(database));

      stopping = stack.terminate("inventory-service");
      await().atMost(PATIENCE).until(() -> read("?limit=1") == 503);
      assertThat(stopping.isAlive()).isTrue();
      database.rollback();
    }

    var system = registering.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    stopping.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> read("/" + system) == 200);
    new Books(stack).balance("acme");
  }

  private int read(String what) {
    try {
      return stack.portal().as("system-owner", "acme").get("/v1/ai-systems" + what).status();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private static boolean somebodyWaits(Connection database) throws SQLException {
    try (var row = database.createStatement()
        .executeQuery("select count(*) from pg_locks where not granted and relation = 'ai_system'::regclass")) {
      row.next();
      return row.getLong(1) > 0;
    }
  }
}
