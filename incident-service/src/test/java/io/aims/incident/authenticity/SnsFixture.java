package io.aims.incident.authenticity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Messages of SNS, signed with a key that was thrown away. */
final class SnsFixture {
  static final String TOPIC = "arn:aws:sns:eu-central-1:210987654321:ml-alarms";
  static final Instant NOW = Instant.parse("2027-03-01T12:00:30Z");

  private SnsFixture() {}

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
