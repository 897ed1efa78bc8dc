package io.aims.platform.relay;

import java.util.Map;

import io.aims.platform.test.RealEngines;

/** The real Kafka of these tests. */
final class RelayKafka {
  private RelayKafka() {}

  static String bootstrap() {
    var engines = new RealEngines();
    engines.init(Map.of("context", "relay"));
    return engines.start().get("aims.kafka.bootstrap");
  }
}
