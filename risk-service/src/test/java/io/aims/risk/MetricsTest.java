package io.aims.risk;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** What operators are told to watch is there. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class MetricsTest {
  private static final Pattern NAMED = Pattern.compile("(?m)^\\| `([a-z_]+)`");
  @TestHTTPResource(value = "/", management = true)
  URL management;

  @Test
  void the_metrics_that_operations_names_of_every_service_are_there() throws IOException {
    var told = Files.readString(Path.of("..", "docs", "operations.md"));
    var named = NAMED.matcher(told.substring(told.indexOf("## What to watch"))).results();
    var names = named.map((MatchResult name) -> name.group(1)).toList();
    assertThat(names).hasSizeGreaterThan(7);
    // Kafka's client tells its lag of a partition from the first message on.
    TestEvents.sendRaw("aims.incident.events.v1", "nonsense", new byte[]{1});

    await().atMost(30, SECONDS).untilAsserted(() -> assertThat(metrics()).contains(names));
  }

  private String metrics() {
    return given().get(management + "metrics").then().statusCode(200).extract().asString();
  }
}
