package io.aims.incident.concern;

import static io.aims.incident.concern.Office.ANNA;
import static io.aims.incident.concern.Office.BERT;
import static io.aims.incident.concern.Office.CARA;
import static io.aims.incident.concern.Office.DORA;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.Acme;
import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TenancyContract;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** Which concerns the owners of a system keep out of, also when all that is known of the system is made anew. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class SystemOwnersTest {
  private static final UUID REPORTER = UUID.randomUUID();
  private static final UUID OWNER = TestRealm.person(TestRealm.ACME, Role.SYSTEM_OWNER);
  private final UUID system = UUID.randomUUID();

  @BeforeEach
  void open() {
    Office.open();
    Office.set(Role.GOVERNANCE_OFFICER, true, List.of(OWNER, ANNA, BERT), List.of(CARA, DORA)).statusCode(200);
  }

  @Test
  void who_has_owned_the_system_keeps_out_of_what_was_open_then() {
    told(registered());
    var before = raised();
    told(moved(2, ANNA));
    told(moved(3, BERT));

    var after = raised();

    assertThat(Office.statuses(before, OWNER, ANNA, BERT)).containsOnly(404);
    assertThat(Office.statuses(after, OWNER, ANNA, BERT)).containsExactly(200, 200, 404);
  }

  @Test
  void a_system_that_is_made_anew_keeps_nobody_out_of_anything_more() {
    var history = List.of(registered(), moved(2, ANNA), moved(3, BERT));
    told(history.get(0));
    var before = raised();
    told(history.get(1));
    told(history.get(2));
    var after = raised();
    assertThat(Office.statuses(after, OWNER, ANNA, BERT)).containsExactly(200, 200, 404);

    madeAnew(history);

    assertThat(Office.statuses(before, OWNER, ANNA, BERT)).containsOnly(404);
    assertThat(Office.statuses(after, OWNER, ANNA, BERT)).containsExactly(200, 200, 404);
    assertThat(excluded(before)).containsExactlyInAnyOrder(OWNER, ANNA);
    assertThat(excluded(after)).as("the owner at intake").containsExactly(BERT);
  }

  @Test
  void who_gives_up_a_system_after_it_was_made_anew_keeps_out_as_ever() {
    var history = List.of(registered(), moved(2, ANNA));
    told(history.get(0));
    var before = raised();
    told(history.get(1));
    madeAnew(history);

    told(moved(3, BERT));

    assertThat(Office.statuses(before, OWNER, ANNA, BERT)).containsOnly(404);
    assertThat(excluded(before)).containsExactlyInAnyOrder(OWNER, ANNA);
  }

  @Test
  void whoever_was_taken_for_the_owner_until_then_keeps_out_of_what_is_open() {
    var history = List.of(registered());
    told(history.get(0));
    var open = raised();
    Acme.tamper("set session_replication_role = replica; update known_system set owner_id = '%s' where id = '%s'", ANNA,
        system);
    assertThat(Office.statuses(open, OWNER, ANNA, BERT)).containsExactly(404, 404, 200);

    madeAnew(history);

    assertThat(Office.statuses(open, OWNER, ANNA, BERT)).containsExactly(404, 404, 200);
    assertThat(excluded(open)).containsExactlyInAnyOrder(OWNER, ANNA);
  }

  private String raised() {
    return Office.raisedBy(REPORTER, Map.of("systemId", system));
  }

  private ObjectNode registered() {
    return TestEvents.example("aims.inventory.ai-system.registered.v1", TestRealm.ACME, system, 1,
        data -> data.put("ownerId", OWNER.toString()));
  }

  private ObjectNode moved(int version, UUID owner) {
    return TestEvents.example("aims.inventory.ai-system.changed.v1", TestRealm.ACME, system, version,
        data -> data.put("ownerId", owner.toString()));
  }

  private void told(ObjectNode event) {
    TestEvents.send(event);
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("select count(*) from known_system where id = '%s' and owner_id = '%s'", system,
            event.path("data").path("ownerId").asText()) == 1);
  }

  /** What is known of the system is wrong, and its {@code history} comes again. */
  private void madeAnew(List<ObjectNode> history) {
    Acme.tamper("update known_system set name = 'wrong' where id = '%s'", system);
    Acme.as(Role.PLATFORM_ENGINEER)
        .body("{\"reason\":\"the name is wrong\"}")
        .post("/v1/feeds/inventory/rebuild")
        .then()
        .statusCode(202);
    history.forEach(TestEvents::send);
    await().atMost(30, SECONDS)
        .until(() -> Acme.count("""
            select count(*) from known_system s join inbox i on i.tenant = s.tenant and i.aggregate_id = s.id
            where s.id = '%s' and s.name <> 'wrong' and i.feed = 'inventory' and i.rebuild_at is null""", system) == 1);
  }

  /** Whom the database keeps out of the concern, for more than that they own its system now. */
  private static Set<UUID> excluded(String concern) {
    try (var connection = TenancyContract.superuser();
        var rows = connection.createStatement()
            .executeQuery("select person_id from concern_exclusion where concern_id = '%s'".formatted(concern))) {
      var people = new HashSet<UUID>();
      while (rows.next()) {
        people.add(rows.getObject(1, UUID.class));
      }
      return people;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
