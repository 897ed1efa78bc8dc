package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** The ledger against the databases: every accepted change once, none missing, none invented. */
class LedgerJourney {
  private final RunningStack stack = RunningStack.get();
  private final Books books = new Books(stack);

  @Test
  void each_event_of_each_service_is_in_its_organisations_ledger_once() {
    for (var org : List.of("acme", "globex")) {
      new Inhabitants(stack, org).register("Counted " + UUID.randomUUID());
      books.balance(org);
    }
  }

  @Test
  void the_ledger_holds_all_that_the_services_have_signed_for() {
    new Inhabitants(stack, "globex").register("Signed for " + UUID.randomUUID());

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
      var said = stack.portal().as("external-auditor", "globex").get("/v1/ledger/completeness").expect(200).body();
      assertThat(said.path("streams").findValuesAsText("service")).contains("inventory-service", "risk-service");
      assertThat(said.path("complete").asBoolean()).as(said.toString()).isTrue();
    });
  }

  @Test
  void versions_of_each_aggregate_are_gapless_from_one() throws Exception {
    for (var context : List.of("inventory", "risk", "incident", "audit")) {
      try (var worker = stack.database(context, "worker");
          var row = worker.createStatement().executeQuery("""
              select count(*) from (select aggregate_id, count(*) n, min(aggregate_version) a, max(aggregate_version) z
              from event group by tenant, aggregate_id) t where a <> 1 or z <> n""")) {
        row.next();
        assertThat(row.getLong(1)).as(context).isZero();
      }
    }
  }

  @Test
  void nothing_waits_in_an_outbox() {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
      for (var context : List.of("inventory", "risk", "incident", "audit")) {
        try (var worker = stack.database(context, "worker");
            var row = worker.createStatement().executeQuery("select count(*) from outbox")) {
          row.next();
          assertThat(row.getLong(1)).as(context).isZero();
        }
      }
    });
  }
}
