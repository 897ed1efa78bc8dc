package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.aims.local.story.Portal;

/** The ledger against the databases: every accepted change once, none missing, none invented. */
class LedgerJourney {
  private static final Map<String, String> TENANTS = Map.of("acme", "a1000000-0000-4000-8000-000000000001", "globex",
      "b2000000-0000-4000-8000-000000000001");
  private final RunningStack stack = RunningStack.get();
  private final Portal portal = stack.portal();

  @Test
  void each_event_of_each_service_is_in_its_organisations_ledger_once() {
    new Inhabitants(stack, "globex").register("Counted " + java.util.UUID.randomUUID());
    for (var org : TENANTS.keySet()) {
      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
        var recorded = eventIds(TENANTS.get(org));
        var proven = ledger(org);

        assertThat(proven).as(org).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(recorded);
      });
    }
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

  private List<String> eventIds(String tenant) throws Exception {
    var ids = new ArrayList<String>();
    for (var context : List.of("inventory", "risk", "incident", "audit")) {
      try (var worker = stack.database(context, "worker");
          var select = worker.prepareStatement("select id from event where tenant = cast(? as uuid)")) {
        select.setString(1, tenant);
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            ids.add(rows.getString(1));
          }
        }
      }
    }
    return ids;
  }

  private List<String> ledger(String org) {
    var ids = new ArrayList<String>();
    var cursor = "";
    do {
      var page = portal.as("internal-auditor", org).get("/v1/ledger/entries?limit=200" + cursor).expect(200).body();
      page.path("items").forEach(entry -> ids.add(entry.path("eventId").asText()));
      cursor = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
    } while (!cursor.isEmpty());
    return ids;
  }
}
