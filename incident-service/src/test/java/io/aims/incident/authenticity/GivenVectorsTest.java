package io.aims.incident.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.aims.incident.authenticity.Vectors.Vector;
import io.aims.incident.authenticity.Verdict.Genuine;
import io.aims.incident.signal.GivenSamples;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Samples;

/** Verifies signatures that somebody else has made, when {@code AIMS_HOOK_SAMPLES} names a folder of them. */
@EnabledIf("io.aims.incident.signal.GivenSamples#given")
class GivenVectorsTest {

  @ParameterizedTest
  @MethodSource
  void each_given_signature_is_genuine(Vector vector) {
    assertThat(vector.verify()).isInstanceOf(Genuine.class);
  }

  static List<Vector> each_given_signature_is_genuine() {
    return new Vectors(samples()).all();
  }

  @Test
  void the_vector_of_the_specification_is_genuine() {
    var file = Path.of(GivenSamples.folder()).resolve("../vectors.json");
    Assumptions.assumeTrue(Files.exists(file));
    var vector = new Samples(file.getParent()).json("vectors.json").path("standard_webhooks");
    var headers = Headers.of(Map.of("webhook-id", vector.path("id").asText(), "webhook-timestamp",
        vector.path("timestamp").asText(), "webhook-signature", vector.path("signature").asText()));

    var verdict = new StandardWebhooks(Keys.standard(vector.path("secret").asText()), List.of()).verify(headers,
        vector.path("payload").asText().getBytes(StandardCharsets.UTF_8),
        Instant.ofEpochSecond(vector.path("timestamp").asLong()));

    assertThat(verdict).isInstanceOf(Genuine.class);
  }

  /** Examples of documents carry a signature that is none. */
  @ParameterizedTest
  @MethodSource
  void an_example_of_sns_does_not_pass_for_genuine(String file) {
    var samples = samples();
    var topic = samples.json(file).path("TopicArn").asText();
    var sent = Instant.parse(samples.json(file).path("Timestamp").asText());
    var certificates = new SigningCertificates(
        address -> CompletableFuture.completedFuture(SnsFixture.pem("signing.pem")));

    assertThat(SnsFixture.verify(new SnsSignature(SnsFixture.TENANT, Set.of(topic), certificates), samples.bytes(file),
        sent))
        .isInstanceOf(Verdict.Doubtful.class);
    var nobodys = new SnsSignature(SnsFixture.TENANT, Set.of(), certificates);
    assertThat(SnsFixture.verify(nobodys, samples.bytes(file), sent))
        .isEqualTo(Verdict.doubtful(Doubt.TOPIC_UNREGISTERED));
  }

  static Stream<String> an_example_of_sns_does_not_pass_for_genuine() throws java.io.IOException {
    try (var files = Files.list(Path.of(GivenSamples.folder()))) {
      return files.map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("sns-")
              && name.endsWith(".json"))
          .toList()
          .stream();
    }
  }

  private static Samples samples() {
    return new Samples(Path.of(GivenSamples.folder()));
  }
}
