package io.aims.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Events as tests need them. */
final class Events {
  static final UUID TENANT = new UUID(1, 1);
  static final UUID AGGREGATE = new UUID(2, 2);

  private Events() {}

  static ReceivedEvent event(UUID id, int version, int epoch) {
    return ReceivedEvent.read(body(id, version), null, epoch);
  }

  static ConsumerRecord<String, byte[]> message(byte[] body) {
    return new ConsumerRecord<>("topic", 0, 0, "key", body);
  }

  static byte[] body(UUID id, int version) {
    return """
        {"id":"%s","source":"/aims/test-service","type":"test","tenantid":"%s","aggregatetype":"thing","subject":"%s",
         "aggregateversion":%d,"correlationid":"%s","actor":"somebody","time":"2026-11-01T00:00:00Z","data":{}}"""
        .formatted(id, TENANT, AGGREGATE, version, id)
        .getBytes(StandardCharsets.UTF_8);
  }
}
