package io.aims.e2e;

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
  private static final String SERVICE = "inventory-service";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  /** Far longer than a service without anything under way takes to end, and shorter than it waits for a lock. */
  private static final Duration WHILE = Duration.ofSeconds(3);
  private final RunningStack stack = RunningStack.get();
  private final Inhabitants acme = new Inhabitants(stack, "acme");

  @Test
  void it_ends_when_what_is_under_way_has_been_answered() throws Exception {
    var name = "Under way " + UUID.randomUUID();
    CompletableFuture<String> registering;
    long stopping;
    try (var database = stack.database("inventory", "owner")) {
      database.setAutoCommit(false);
      database.createStatement().execute("lock table ai_system in exclusive mode");
      registering = CompletableFuture.supplyAsync(() -> acme.register(name));
      await().atMost(PATIENCE).until(() -> somebodyWaits(database));

      stopping = stack.terminate(SERVICE);
      await().during(WHILE).atMost(WHILE.multipliedBy(2)).until(() -> stack.runs(SERVICE, stopping));
      database.rollback();
    }

    var system = registering.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> !stack.runs(SERVICE, stopping));
    await().atMost(PATIENCE).until(() -> read(system) == 200);
    new Books(stack).balance("acme");
  }

  private int read(String system) {
    try {
      return stack.portal().as("system-owner", "acme").get("/v1/ai-systems/" + system).status();
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
