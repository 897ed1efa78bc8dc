package io.aims.incident.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Samples.Sample;

/** What nobody sends on purpose: each profile reads it without a fault, and twice the same way. */
class RobustnessTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LARGEST = 512 * 1024;
  private static final long SEED = 20_261_126;

  @ParameterizedTest
  @EnumSource
  void bytes_cut_off_anywhere_are_read_without_a_fault(Profile profile) {
    for (var sample : samples(profile)) {
      var body = sample.body();
      for (var length = 0; length < body.length; length += 1 + body.length / 150) {
        read(profile, sample.headers(), java.util.Arrays.copyOf(body, length));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void wrong_types_in_any_place_are_read_without_a_fault(Profile profile) throws Exception {
    var random = new Random(SEED);
    for (var sample : samples(profile)) {
      var root = tree(sample);
      if (root == null) {
        continue;
      }
      for (var round = 0; round < 200; round++) {
        var changed = root.deepCopy();
        for (var hit = 0; hit <= random.nextInt(3); hit++) {
          changed = hurt(changed, random);
        }
        read(profile, sample.headers(), JSON.writeValueAsBytes(changed));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void random_bytes_are_read_without_a_fault(Profile profile) {
    var random = new Random(SEED);
    for (var round = 0; round < 500; round++) {
      var body = new byte[random.nextInt(200)];
      random.nextBytes(body);
      read(profile, Headers.none(), body);
    }
    for (var sample : samples(profile)) {
      for (var round = 0; round < 50; round++) {
        var body = sample.body();
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        read(profile, sample.headers(), body);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void bombs_are_refused_or_read_in_good_time(Profile profile) {
    var bombs = List.of("[".repeat(LARGEST), "{\"a\":".repeat(LARGEST / 5), "[" + "1".repeat(LARGEST - 2) + "]",
        "{\"" + "k".repeat(LARGEST - 6) + "\":1}", "\"" + "\\u0000".repeat(80_000) + "\"",
        "{\"alerts\":[" + "{\"status\":\"firing\"},".repeat(20_000) + "{}]}",
        "[" + "{\"eventType\":\"Microsoft.MachineLearningServices.RunCompleted\"},".repeat(7_000) + "{}]",
        "{\"status\":\"firing\",\"alerts\":[{\"labels\":{" + "\"l%d\":\"\\ud800\",".repeat(20_000) + "\"z\":1}}]}",
        "{\"transition\":\"Triggered\",\"alert_id\":\"1\",\"query\":\">" + " 1".repeat(200_000) + "\",\"tags\":\""
            + "a:b,".repeat(20_000) + "\"}",
        "{\"event_action\":\"trigger\",\"payload\":{\"summary\":\"" + "aA1-".repeat(100_000) + "\"}}");
    for (var bomb : bombs) {
      var begin = System.nanoTime();
      read(profile, Headers.none(), bomb.getBytes(StandardCharsets.UTF_8));
      assertThat((System.nanoTime() - begin) / 1_000_000).as("milliseconds for " + bomb.substring(0, 20))
          .isLessThan(5_000);
    }
  }

  private static void read(Profile profile, Headers headers, byte[] body) {
    var reading = profile.read(headers, body);
    assertThat(profile.read(headers, body)).isEqualTo(reading);
    var id = profile.deliveryId(headers, body);
    assertThat(id == null || id.matches("[\\x20-\\x7e]{1,255}")).isTrue();
    switch (reading) {
      case Understood understood -> understood.signals().forEach(RobustnessTest::fit);
      case Rejected rejected -> {
        assertThat(profile).isNotEqualTo(Profile.PUBSUB);
        assertThat(rejected.words()).isNotBlank().doesNotContainPattern("[\\p{Cc}\\p{Cs}]");
      }
      case Ignored _,Reading.Handshake _,Reading.Quarantined _ -> {
      }
    }
  }

  /** What a signal holds can be kept: PostgreSQL takes no NUL, no half character and no infinite number from us. */
  private static void fit(Signal signal) {
    Stream.of(signal.systemRef(), signal.modelRef(), signal.upstreamKey(), signal.metric(), signal.summary())
        .filter(text -> text != null)
        .forEach(text -> assertThat(text).isNotBlank()
            .hasSizeLessThanOrEqualTo(2000)
            .doesNotContainPattern("[\\p{Cc}\\p{Cs}]"));
    Stream.of(signal.value(), signal.threshold())
        .filter(number -> number != null)
        .forEach(number -> assertThat(Double.isFinite(number)).isTrue());
    Stream.of(signal.startsAt(), signal.endsAt())
        .filter(time -> time != null)
        .forEach(time -> assertThat(time).isBetween("1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"));
    assertThat(signal.identity().size()).isLessThanOrEqualTo(128);
    assertThat(signal.firing() && signal.endsAt() != null).isFalse();
  }

  private static JsonNode hurt(JsonNode root, Random random) {
    var places = new ArrayList<JsonNode>();
    collect(root, places);
    if (places.isEmpty()) {
      return odd(random);
    }
    switch (places.get(random.nextInt(places.size()))) {
      case ObjectNode object when !object.isEmpty() -> {
        var names = object.properties().stream().map(java.util.Map.Entry::getKey).toList();
        var name = names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
          object.remove(name);
        } else {
          object.set(name, odd(random));
        }
      }
      case ArrayNode array when !array.isEmpty() -> array.set(random.nextInt(array.size()), odd(random));
      case ObjectNode object -> object.set("odd", odd(random));
      case ArrayNode array -> array.add(odd(random));
      default -> throw new IllegalStateException();
    }
    return root;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode odd(Random random) {
    var make = JsonNodeFactory.instance;
    return switch (random.nextInt(16)) {
      case 0 -> make.nullNode();
      case 1 -> make.booleanNode(random.nextBoolean());
      case 2 -> make.numberNode(random.nextLong());
      case 3 -> make.numberNode(new java.math.BigInteger("9".repeat(300)));
      case 4 -> make.numberNode(new java.math.BigDecimal("1e5000"));
      case 5 -> make.numberNode(-0.0);
      case 6 -> make.textNode("");
      case 7 -> make.textNode("\u0000\n\u001b[31m");
      case 8 -> make.textNode("\ud83d lone \udc00");
      case 9 -> make.textNode("x".repeat(199) + "\ud83d\ude00" + "y".repeat(5000));
      case 10 -> make.arrayNode();
      case 11 -> make.objectNode();
      case 12 -> make.arrayNode().add(make.arrayNode().add(make.objectNode().put("a", 1)));
      case 13 -> make.textNode("1e999");
      case 14 -> make.textNode("+999999999-12-31T23:59:59Z");
      default -> make.textNode("99999999999999999999");
    };
  }

  private static List<Sample> samples(Profile profile) {
    return Samples.own().all().stream().filter(s -> s.delivered() && s.profile() == profile).toList();
  }

  private static JsonNode tree(Sample sample) {
    try {
      return JSON.readTree(sample.body());
    } catch (java.io.IOException e) {
      return null;
    }
  }
}
