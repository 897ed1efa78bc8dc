package io.aims.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** Requests that want to be read differently by the gateway and by the service behind it. */
@QuarkusTest
@QuarkusTestResource(World.class)
class AttackTest {
  private static final int MEGABYTE = 1 << 20;
  @TestHTTPResource
  URL gateway;
  @ConfigProperty(name = "aims.inventory.url")
  String inventory;

  @Test
  void aPlainRequestPasses() throws IOException {
    assertThat(send("GET /v1/models HTTP/1.1", "").status()).isEqualTo(200);
    assertThat(send("POST /v1/models HTTP/1.1", "Content-Length: 5\r\n", "hello").status()).isEqualTo(200);
    assertThat(send("POST /v1/models HTTP/1.1", "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
      "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
      "Content-Length: 5\r\nContent-Length: 6\r\n",
      "Content-Length: +5\r\n",
      "Content-Length: 5, 5\r\n",
      "Content-Length: 5, 6\r\n",
      "Content-Length: -1\r\n",
      "Content-Length: 0x5\r\n",
      "Transfer-Encoding: gzip, chunked\r\n",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
      "Transfer-Encoding: xchunked\r\n",
      "Transfer-Encoding : chunked\r\n"})
  void aLengthGivenInTwoWaysIsRefusedAndTheRestIsNotTakenForARequest(String fields) throws IOException {
    var before = seen();
    var answer = send("POST /v1/models HTTP/1.1", fields,
        "0\r\n\r\nGET /v1/datasets HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + Forge.good() + "\r\n\r\n");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.closed()).isTrue();
    assertThat(answer.text()).containsOnlyOnce("HTTP/1.1 ");
    assertThat(seen()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "/v1/../q/health", "/v1/%2e%2e/q/health", "/v1/%2E./q/health", "/v1/..;/q/health", "/v1/..%5cq/health",
      "/v1/..%2fq/health", "/v1/models/../../q/metrics", "/v1/models/..", "/v1/models/.", "//v1/models", "/v1//models",
      "/v1/models//1", "/v1/models/", "/v1/models;jsessionid=1", "/v1/models/a%2Fb", "/v1/models/a%252Fb",
      "/v1/models/%00", "/v1/models%20", "/v1/mod%65ls", "/v1/models#/x", "http://a/v1/models", "/v1/models/é"})
  void aPathThatCanBeReadInTwoWaysIsRefused(String path) throws IOException {
    var before = seen();
    assertThat(send("GET " + path + " HTTP/1.1", "").status()).isEqualTo(400);
    assertThat(seen()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1", "/q/health", "/q/metrics", "/q/health/ready", "/q/dev-ui", "/q/openapi", "/q/arc",
      "/actuator", "/V1/models", "/v1/Models", "/v1/models.", "/v1/unknown", "/v1/home", "/v1/openapi", "/favicon.ico",
      "/v2/models", "v1/models", "*"})
  void whatNobodyOwnsDoesNotExist(String path) throws IOException {
    var before = seen();
    var answer = send("GET " + path + " HTTP/1.1", "");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.isProblem()).isTrue();
    assertThat(seen()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"TRACE,405", "OPTIONS,405", "CONNECT,405", "FOO,501", "get,501", "PROPFIND,501"})
  void otherMethodsAreRefused(String method, int status) throws IOException {
    var answer = send(method + " /v1/models HTTP/1.1", "");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.text().contains("allow: GET, HEAD, POST, PUT, PATCH, DELETE")).isEqualTo(status == 405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection: Authorization\r\n", "Connection: close, X-Request-Id\r\n",
      "Connection: keep-alive\r\nConnection: content-type\r\n", "Authorization: Bearer other\r\n", "Host: other\r\n"})
  void fieldsThatTakeTheMeaningFromOthersAreRefused(String fields) throws IOException {
    var before = seen();
    var answer = send("GET /v1/models HTTP/1.1", fields);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(seen()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: a b\r\n", "Host: a:port\r\n"})
  void aRequestWithoutReadableHostIsRefused(String host) throws IOException {
    var answer = Wire.send(gateway,
        "GET /v1/models HTTP/1.1\r\n" + host + "Authorization: Bearer " + Forge.good() + "\r\n\r\n");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.isProblem()).isTrue();
  }

  @Test
  void aPathOfManySegmentsIsNoBurden() throws IOException {
    assertThat(send("GET /v1/models" + "/a".repeat(1_900) + " HTTP/1.1", "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
      "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n"})
  void noUpgradeGoesAroundTheGateway(String fields) throws IOException {
    var answer = send("GET /v1/models HTTP/1.1", fields);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("\"service\":\"inventory\"").doesNotContain("\"upgrade\"");
  }

  @Test
  void aBodyThatIsAnnouncedAsTooLongIsNotRead() throws IOException {
    var answer = send("POST /v1/models HTTP/1.1", "Content-Length: " + (MEGABYTE + 1) + "\r\n");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.closed()).isTrue();
    assertThat(send("POST /v1/models HTTP/1.1", "Content-Length: 99999999999999999999\r\n").status()).isIn(400, 413);
  }

  @Test
  void aBodyThatGrowsTooLongIsCutOff() throws IOException {
    var part = "10000\r\n" + "x".repeat(65536) + "\r\n";
    assertThat(
        send("POST /v1/models HTTP/1.1", "Transfer-Encoding: chunked\r\n", part.repeat(16) + "0\r\n\r\n").status())
        .isEqualTo(200);
    var answer = send("POST /v1/models HTTP/1.1", "Transfer-Encoding: chunked\r\n", part.repeat(17) + "0\r\n\r\n");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.closed()).isTrue();
  }

  @Test
  void hooksAreSmaller() throws IOException {
    var half = MEGABYTE / 2;
    assertThat(send("POST /v1/hooks/1 HTTP/1.1", "Content-Length: " + half + "\r\n", "x".repeat(half)).status())
        .isEqualTo(200);
    assertThat(send("POST /v1/hooks/1 HTTP/1.1", "Content-Length: " + (half + 1) + "\r\n").status()).isEqualTo(413);
  }

  @Test
  void aBodyThatTricklesIsGivenUp() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.getPort())) {
      socket.setSoTimeout(4_000);
      socket.getOutputStream()
          .write(head("POST /v1/models HTTP/1.1", "Content-Length: 100\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write("slow".getBytes(StandardCharsets.US_ASCII));
      var answer = Wire.read(socket);
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.isProblem()).isTrue();
      assertThat(answer.closed()).isTrue();
    }
  }

  @Test
  void headersAreBounded() throws IOException {
    assertThat(send("GET /v1/models HTTP/1.1", "X-Long: " + "x".repeat(30_000) + "\r\n").status()).isEqualTo(431);
    assertThat(send("GET /v1/models?x=" + "x".repeat(30_000) + " HTTP/1.1", "").status()).isEqualTo(414);
  }

  @Test
  void anotherOriginGetsNoPermission() throws IOException {
    var answer = send("GET /v1/models HTTP/1.1", "Origin: https://portal.example.evil\r\n");
    assertThat(answer.text().toLowerCase()).doesNotContain("access-control-");
  }

  private Wire.Answer send(String line, String fields) throws IOException {
    return send(line, fields, "");
  }

  private Wire.Answer send(String line, String fields, String body) throws IOException {
    return Wire.send(gateway, head(line, fields) + body);
  }

  private String head(String line, String fields) {
    return line + "\r\nHost: gateway\r\nAuthorization: Bearer " + Forge.good() + "\r\n" + fields + "\r\n";
  }

  private int seen() {
    return RestAssured.get(inventory + "/seen").jsonPath().getInt("requests");
  }
}
