package io.aims.incident.source;

import static io.aims.incident.Acme.as;
import static io.aims.incident.Acme.count;
import static io.aims.incident.Acme.globex;
import static io.aims.incident.Acme.monitor;
import static io.aims.incident.Acme.tamper;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.aims.incident.Acme;
import io.aims.incident.Alert;
import io.aims.incident.Occupied;
import io.aims.incident.signal.Profile;
import io.aims.incident.source.SourceDirectory.Listing;
import io.aims.platform.identity.Role;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.aims.platform.time.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;

/** What a vendor has added can be seen, wherever it stands, and never what it holds. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "incident"))
class UnknownFieldsTest {
  @Inject
  Transactions transactions;
  @Inject
  HookActivities activities;
  @Inject
  HookErrors errors;
  @Inject
  UnknownFields fields;
  @Inject
  Ids ids;
  @Inject
  Clock clock;

  @Test
  void a_field_that_a_vendor_has_added_is_listed_with_its_place_and_times() {
    var source = Acme.source();

    deliver(source, Alert.bias().with("ruleVersion", "s3cret-value").posted());
    seen(source, "something_newer", 1);
    deliver(source, Alert.bias().posted());
    seen(source, "something_newer", 2);

    var page = list(source, "").statusCode(200)
        .body("items.path", containsInAnyOrder("something_newer", "alerts[].ruleVersion"))
        .body("items.firstSeenAt", notNullValue())
        .body("nextCursor", equalTo(null))
        .body("more", equalTo(0))
        .extract();
    String first = page.path("items.find { it.path == 'something_newer' }.firstSeenAt");
    String last = page.path("items.find { it.path == 'something_newer' }.lastSeenAt");
    assertThat(Instant.parse(first)).isBefore(Instant.parse(last));
    assertThat(page.<Integer>path("items.find { it.path == 'alerts[].ruleVersion' }.deliveries")).isOne();
    assertThat(count("select count(*) from hook_unknown_field f where source_id = '%s' and f::text like '%%s3cret%%'",
        source)).isZero();
  }

  @Test
  void a_hundred_are_kept_and_those_that_were_not_seen_for_longest_give_way() {
    var source = Acme.source();
    for (var from = 0; from < 100; from += 20) {
      deliver(source, with(from, from + 20));
      seen(source, "added" + from, 1);
    }
    list(source, "?limit=200").body("items", hasSize(100)).body("more", equalTo(0));
    deliver(source, with(0, 20));
    seen(source, "added0", 2);

    deliver(source, with(100, 115));
    seen(source, "added100", 1);

    var paths = list(source, "?limit=200").body("items", hasSize(100))
        .body("more", equalTo(15))
        .extract()
        .<List<String>>path("items.path");
    assertThat(paths).containsAll(names("added", 100, 115))
        .containsAll(names("added", 0, 20))
        .containsAll(names("added", 40, 100));
    assertThat(paths).filteredOn(names("added", 20, 40)::contains).hasSize(5);
    assertThat(count("select coalesce(sum(deliveries), 0) + max(more_unknown_fields) from hook_unknown_field"
        + " join hook_activity using (tenant, source_id) where source_id = '%s'", source)).isEqualTo(135);
  }

  /** An earlier release has noted it. */
  @Test
  void what_is_read_by_now_or_looked_at_no_more_is_not_listed_and_takes_no_place() {
    var source = Acme.source();
    deliver(source, with(0, 2));
    seen(source, "added0", 1);
    for (var path : List.of("alerts[].startsAt", "groupKey", "alerts[].labels.zone")) {
      tamper("""
          insert into hook_unknown_field (tenant, id, source_id, path, first_seen_at, last_seen_at, deliveries)
          values ('%s', gen_random_uuid(), '%s', '%s', now(), now(), 7)""", TestRealm.ACME, source, path);
    }

    list(source, "").statusCode(200).body("items.path", containsInAnyOrder("added0", "added1"));
    list(source, "?limit=1").body("items", hasSize(1)).body("nextCursor", notNullValue());

    deliver(source, with(1, 3));
    seen(source, "added2", 1);
    list(source, "").body("items.path", containsInAnyOrder("added0", "added1", "added2")).body("more", equalTo(0));
    assertThat(count("select count(*) from hook_unknown_field where source_id = '%s'", source)).isEqualTo(3);
  }

  /** What was turned away is nobody's word. */
  @Test
  void only_deliveries_that_were_taken_say_anything() {
    var source = Acme.source();
    var body = Alert.bias().posted();

    given().contentType("application/json").body(body).post("/v1/hooks/" + source).then().statusCode(401);
    monitor().body(body.replace("firing", "maybe")).post("/v1/hooks/" + source).then().statusCode(400);
    monitor().body("{").post("/v1/hooks/" + source).then().statusCode(400);

    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from hook_error where source_id = '%s'", source) == 3);
    assertThat(count("select count(*) from hook_unknown_field where source_id = '%s'", source)).isZero();
  }

  @Test
  void it_is_shown_page_by_page_to_whom_the_errors_are_shown() {
    var source = Acme.source();
    deliver(source, with(0, 3));
    seen(source, "added2", 1);

    String cursor = list(source, "?limit=2").body("items.size()", equalTo(2)).extract().path("nextCursor");
    list(source, "?limit=2&cursor=" + cursor).body("items.size()", equalTo(1)).body("nextCursor", equalTo(null));

    for (var role : List.of(Role.GOVERNANCE_OFFICER, Role.INCIDENT_RESPONDER, Role.INTERNAL_AUDITOR)) {
      as(role).get(path(source)).then().statusCode(200);
    }
    for (var role : List.of(Role.EMPLOYEE, Role.EXTERNAL_AUDITOR, Role.SYSTEM_OWNER)) {
      as(role).get(path(source)).then().statusCode(403);
    }
    given().get(path(source)).then().statusCode(401);
    monitor().get(path(source)).then().statusCode(403);
    assertThat(globex(Role.PLATFORM_ENGINEER).get(path(source)).then().statusCode(404).extract().asString())
        .isEqualTo(globex(Role.PLATFORM_ENGINEER).get(path(UUID.randomUUID().toString())).asString());
    list(source, "?cursor=x").statusCode(400);
  }

  @Test
  void a_source_that_has_sent_nothing_has_none() {
    list(Acme.source(), "").statusCode(200).body("items", hasSize(0)).body("more", equalTo(0));
  }

  /** Each counts those of the other: a hundred stay a hundred, however many processes write. */
  @Test
  void two_processes_find_no_more_places_than_one() throws SQLException {
    var source = Acme.source();
    deliver(source, Alert.bias().posted());
    seen(source, "something_newer", 1);
    var listing = new Listing(UUID.fromString(source), TestRealm.ACME, null, Profile.ALERTMANAGER, Acme.MONITOR,
        List.of(), true);
    var diaries = Stream.of("a", "b").map(process -> {
      var diary = new SourceDiary(transactions, activities, errors, fields, ids, clock);
      diary.taken(listing, null, names(process, 0, 60));
      return diary;
    }).toList();

    List<CompletableFuture<Void>> written;
    try (var processes = Executors.newVirtualThreadPerTaskExecutor();
        var occupied = new Occupied("hook_source", source)) {
      occupied.lock("select * from hook_activity where source_id = '%s'", source);
      written = diaries.stream().map(diary -> CompletableFuture.runAsync(() -> write(diary), processes)).toList();
      occupied.awaitOthers(2);
    }
    written.forEach(CompletableFuture::join);

    assertThat(count("select count(*) from hook_unknown_field where source_id = '%s'", source)).isEqualTo(100);
    list(source, "").body("more", equalTo(21));
  }

  private static void write(SourceDiary diary) {
    try {
      VertxContextSupport.subscribeAndAwait(diary::write);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fields {@code added<from>} and so on, and no other that is unknown. */
  private static String with(int from, int to) {
    return Alert.bias()
        .posted()
        .replace("\"something_newer\":true", names("added", from, to).stream()
            .map(name -> "\"" + name + "\":\"s3cret\"")
            .collect(Collectors.joining(",")));
  }

  private static Set<String> names(String word, int from, int to) {
    return IntStream.range(from, to).mapToObj(index -> word + index).collect(Collectors.toSet());
  }

  private static void deliver(String source, String body) {
    monitor().body(body).post("/v1/hooks/" + source).then().statusCode(202);
  }

  private static void seen(String source, String path, int deliveries) {
    await().atMost(30, SECONDS)
        .until(() -> count("select count(*) from hook_unknown_field where source_id = '%s' and path = '%s'"
            + " and deliveries = %d", source, path, deliveries) == 1);
  }

  private static ValidatableResponse list(String source, String query) {
    return as(Role.PLATFORM_ENGINEER).get(path(source) + query).then();
  }

  private static String path(String source) {
    return "/v1/hook-sources/" + source + "/unknown-fields";
  }
}
