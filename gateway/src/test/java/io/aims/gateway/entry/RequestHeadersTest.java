package io.aims.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.MultiMap;

class RequestHeadersTest {

  @Test
  void ordinaryFieldsMeanOneThing() {
    assertThat(RequestHeaders.fault(fields("Host: a", "Content-Length: 5", "Connection: keep-alive"))).isNull();
    assertThat(RequestHeaders.fault(fields("Transfer-Encoding: Chunked", "Connection: close, X-Own"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: a|host: b", "Authorization: a|Authorization: b", "Content-Length: 1|Content-Length: 1",
      "Content-Length: 1|Transfer-Encoding: chunked", "Transfer-Encoding: gzip",
      "Transfer-Encoding: chunked|Transfer-Encoding: identity", "Connection: Idempotency-Key",
      "Connection: close,  IF-MATCH ", "Connection: close|Connection: traceparent"})
  void twofoldFieldsAreFound(String fields) {
    assertThat(RequestHeaders.fault(fields(fields.split("\\|")))).isNotNull();
  }

  @Test
  void onlyWhatIsMeantForTheServiceRemains() {
    var fields = fields("Host: a", "Accept: */*", "Webhook-Signature: v1", "X-Own: 1", "Connection: X-Own, close",
        "TE: trailers", "Upgrade: h2c", "X-Forwarded-For: 6", "x-original-uri: /", "X-AIMS-Tenant: 6",
        "Forwarded: for=6",
        "Cookie: a=b", "X-HTTP-Method-Override: DELETE", "Expect: 100-continue", "Via: 1.1 a");
    RequestHeaders.cleanse(fields);
    assertThat(fields.names()).containsExactlyInAnyOrder("Host", "Accept", "Webhook-Signature");
  }

  private static MultiMap fields(String... lines) {
    var fields = MultiMap.caseInsensitiveMultiMap();
    for (var line : lines) {
      fields.add(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip());
    }
    return fields;
  }
}
