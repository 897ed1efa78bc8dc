package io.aims.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))
class BodyLimitTest {
  private static final int LIMIT = 1 << 20;
  private final Organisation organisation = Organisation.fresh();
  @TestHTTPResource("/")
  URI here;

  @Test
  void an_announced_body_over_the_limit_is_a_problem_before_any_of_it_is_sent() throws IOException {
    var answer = post(LIMIT + 1, "");

    assertThat(answer).startsWith("HTTP/1.1 413 ")
        .contains("application/problem+json", "\"type\":\"urn:aims:problem:http-413\"", "1048576")
        .containsIgnoringCase("connection: close");
  }

  @Test
  void a_body_of_exactly_the_limit_is_read() throws IOException {
    var answer = post(LIMIT, "{" + " ".repeat(LIMIT - 1));

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("urn:aims:problem:malformed");
  }

  /** What the service answers until it ends the connection. */
  private String post(int length, String body) throws IOException {
    try (var socket = new Socket(here.getHost(), here.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream()
          .write("""
              POST /v1/risks HTTP/1.1\r
              Host: localhost\r
              Authorization: Bearer %s\r
              Content-Type: application/json\r
              Connection: close\r
              Content-Length: %d\r
              \r
              %s""".formatted(TestRealm.token(organisation.id(), Role.RISK_OWNER), length, body)
              .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
