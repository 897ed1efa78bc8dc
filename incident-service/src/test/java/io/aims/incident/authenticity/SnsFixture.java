package io.aims.incident.authenticity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.signal.Headers;

/** Messages of SNS, signed with a key that was thrown away. */
final class SnsFixture {
  static final String TOPIC = "arn:aws:sns:eu-central-1:210987654321:ml-alarms";
  static final Instant NOW = Instant.parse("2027-03-01T12:00:30Z");

  static final UUID TENANT = UUID.fromString("0199a0c0-1111-7000-8000-000000000001");

  private SnsFixture() {}

  /** Fetches what the verdict waits for, and has it verified again. */
  static Verdict verify(Scheme scheme, byte[] body, Instant now) {
    var verdict = scheme.verify(Headers.none(), body, now);
    if (verdict instanceof Verdict.Pending pending) {
      pending.fetch().get().toCompletableFuture().join();
      return scheme.verify(Headers.none(), body, now);
    }
    return verdict;
  }

  static byte[] pem(String file) {
    try (var in = SnsFixture.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode message(String name) {
    try {
      return (ObjectNode) JsonMapper.builder().build().readTree(pem("sns-messages.json")).path(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(ObjectNode message) {
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }
}
