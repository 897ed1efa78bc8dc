package io.aims.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.aims.local.story.Portal;

/** Holds the ledger of an organisation against the event logs of all services. */
final class Books {
  private static final Map<String, String> TENANTS = Map.of("acme", "a1000000-0000-4000-8000-000000000001", "globex",
      "b2000000-0000-4000-8000-000000000001");
  private final RunningStack stack;
  private final Portal portal;

  Books(RunningStack stack) {
    this.stack = stack;
    this.portal = stack.portal();
  }

  /** Every recorded event is in the ledger once, and nothing else is. */
  void balance(String org) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
      var recorded = eventIds(TENANTS.get(org));

      assertThat(recorded).as("positive control").isNotEmpty();
      assertThat(ledger(org)).as(org).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(recorded);
    });
  }

  /** The whole ledger, as a pack, verifies without us. */
  void verify(String org) throws IOException {
    var auditor = portal.as("internal-auditor", org);
    var pack = auditor.post("/v1/evidence-packs", Map.of("reason", "are the books complete?")).expect(201);
    var file = Files.write(Files.createTempFile("ledger-" + org, ".zip"),
        auditor.get("/v1/evidence-packs/" + pack.id() + "/content").expect(200).bytes());

    assertThat(stack.run("verify", file.toString())).contains("VERIFIED").doesNotContain("NOT VERIFIED");
  }

  /** How much people have done so far, whoever they are. */
  long eventsByPeople() throws SQLException {
    var count = 0L;
    for (var context : List.of("inventory", "risk", "incident", "audit")) {
      try (var worker = stack.database(context, "worker");
          var row = worker.createStatement()
              .executeQuery("select count(*) from event where actor not like 'service:%'")) {
        row.next();
        count += row.getLong(1);
      }
    }
    return count;
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
