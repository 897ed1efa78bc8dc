package io.aims.incident.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.authenticity.Verdict.Genuine;
import io.aims.incident.signal.Headers;

class SnsSignatureTest {
  private final List<URI> fetched = new ArrayList<>();
  private String certificate = "signing.pem";

  @ParameterizedTest
  @ValueSource(strings = {"notification-v1", "notification-v2", "notification-with-subject", "subscription"})
  void both_versions_and_all_types_verify(String name) {
    var verdict = verify(SnsFixture.message(name));

    assertThat(verdict).isInstanceOfSatisfying(Genuine.class, genuine -> {
      assertThat(genuine.replay().key()).startsWith("m-");
      assertThat(genuine.replay().until()).isEqualTo("2027-03-02T12:00:00Z");
    });
    assertThat(fetched)
        .containsExactly(URI.create("https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a1b.pem"));
  }

  @ParameterizedTest
  @CsvSource({"Message, other", "MessageId, m-3", "Timestamp, 2027-03-01T12:00:01.000Z", "Subject, added",
      "SignatureVersion, 1", "SignatureVersion, 3", "Signature, AAAA", "Signature, ***"})
  void what_was_changed_after_signing_shows(String member, String value) {
    assertThat(verify(SnsFixture.message("notification-v2").put(member, value)))
        .isEqualTo(Verdict.doubtful(Doubt.SIGNATURE_WRONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://sns.eu-central-1.amazonaws.com.evil.test/SimpleNotificationService-0a1b.pem",
      "http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a1b.pem",
      "https://evil@sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a1b.pem",
      "https://sns.eu-central-1.amazonaws.com:444/SimpleNotificationService-0a1b.pem",
      "https://sns.eu-central-1.amazonaws.com/other.pem",
      "https://sns.eu-central-1.amazonaws.com/a/../SimpleNotificationService-0a1b.pem",
      "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a1b.pem?x=1",
      "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a1b.pem#x",
      "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a1b.pem", "https://s3.amazonaws.com/sns.pem",
      "https://sns.eu-central-1.amazonaws.com\\@evil.test/SimpleNotificationService-0a1b.pem", "nonsense", ""})
  void a_certificate_from_elsewhere_is_never_fetched(String address) {
    assertThat(verify(SnsFixture.message("notification-v2").put("SigningCertURL", address)))
        .isEqualTo(Verdict.doubtful(Doubt.CERTIFICATE_ADDRESS));
    assertThat(fetched).isEmpty();
  }

  @Test
  void a_topic_that_nobody_registered_is_refused_before_anything_is_fetched() {
    var scheme = new SnsSignature(SnsFixture.TENANT, Set.of(SnsFixture.TOPIC + "x"), certificates());

    assertThat(scheme.verify(Headers.none(), SnsFixture.bytes(SnsFixture.message("subscription")), SnsFixture.NOW))
        .isEqualTo(Verdict.doubtful(Doubt.TOPIC_UNREGISTERED));
    assertThat(fetched).isEmpty();
  }

  @Test
  void a_confirmation_that_would_do_something_else_is_refused() {
    assertThat(verify(SnsFixture.message("subscription-elsewhere")))
        .isEqualTo(Verdict.doubtful(Doubt.CONFIRMATION_ADDRESS));
  }

  @Test
  void a_certificate_of_another_name_is_invalid() {
    certificate = "other-name.pem";

    assertThat(verify(SnsFixture.message("other-name"))).isEqualTo(Verdict.doubtful(Doubt.CERTIFICATE_INVALID));
  }

  @Test
  void a_certificate_that_is_not_valid_yet_is_invalid() {
    var early = Instant.parse("2020-01-01T00:00:00Z");
    var message = SnsFixture.message("notification-v2").put("Timestamp", "2020-01-01T00:00:00.000Z");

    assertThat(SnsFixture.verify(scheme(), SnsFixture.bytes(message), early))
        .isEqualTo(Verdict.doubtful(Doubt.CERTIFICATE_INVALID));
  }

  @ParameterizedTest
  @CsvSource({"2027-03-02T12:00:01Z, TIMESTAMP_OLD", "2027-03-01T11:54:59Z, TIMESTAMP_AHEAD"})
  void its_age_counts_in_a_day(String now, Doubt doubt) {
    assertThat(SnsFixture.verify(scheme(), SnsFixture.bytes(SnsFixture.message("notification-v2")),
        Instant.parse(now))).isEqualTo(Verdict.doubtful(doubt));
    assertThat(SnsFixture.verify(scheme(), SnsFixture.bytes(SnsFixture.message("notification-v2")),
        Instant.parse("2027-03-02T12:00:00Z"))).isInstanceOf(Genuine.class);
  }

  @Test
  void without_its_certificate_nobody_can_tell() {
    certificate = "nothing";

    assertThat(verify(SnsFixture.message("notification-v2")))
        .isEqualTo(Verdict.doubtful(Doubt.CERTIFICATE_UNAVAILABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Message", "MessageId", "Timestamp", "TopicArn", "Type"})
  void a_message_without_what_is_signed_is_none(String member) {
    var message = SnsFixture.message("notification-v2");
    message.remove(member);

    assertThat(verify(message)).isEqualTo(Verdict.doubtful(Doubt.MESSAGE_MALFORMED));
  }

  private Verdict verify(ObjectNode message) {
    return SnsFixture.verify(scheme(), SnsFixture.bytes(message), SnsFixture.NOW);
  }

  private SnsSignature scheme() {
    return new SnsSignature(SnsFixture.TENANT, Set.of(SnsFixture.TOPIC), certificates());
  }

  private SigningCertificates certificates() {
    return new SigningCertificates(address -> {
      fetched.add(address);
      return certificate.equals("nothing")
          ? CompletableFuture.failedFuture(new IOException("unreachable"))
          : CompletableFuture.completedFuture(SnsFixture.pem(certificate));
    });
  }
}
