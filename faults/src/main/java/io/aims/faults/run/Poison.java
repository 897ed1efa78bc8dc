package io.aims.faults.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.aims.faults.load.Org;

/** Messages that no service has sent, put on a topic by somebody who can. */
final class Poison {
  private static final Map<String, String> KNOWN_TYPES = Map.of("inventory", "aims.inventory.ai-system.registered.v1",
      "risk", "aims.risk.risk.identified.v1", "incident", "aims.incident.incident.opened.v1", "audit",
      "aims.audit.nonconformity.raised.v1");
  private static final String EVENT = """
      {"actor":"service:stranger","aggregatetype":"stranger","aggregateversion":1,"correlationid":"%1$s",\
      "data":{"unexpected":true},"datacontenttype":"application/json","dataschema":"urn:aims:schema:%3$s","id":"%1$s",\
      "source":"/aims/%5$s-service","specversion":"1.0","subject":"%2$s","tenantid":"%4$s","time":"%6$s","type":"%3$s"}""";

  private Poison() {}

  /** The ids of those messages that are events by their envelope, and so belong into the ledger. */
  static Set<UUID> put(String bootstrap, String context) throws Exception {
    var id = UUID.randomUUID();
    var subject = UUID.randomUUID();
    var event = EVENT.formatted(id, subject, KNOWN_TYPES.get(context), Org.GLOBEX.tenant(), context, Instant.now()
        .truncatedTo(ChronoUnit.MICROS));
    try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "max.block.ms", 20_000,
        "delivery.timeout.ms", 30_000, "request.timeout.ms", 10_000), new StringSerializer(),
        new ByteArraySerializer())) {
      var topic = "aims.%s.events.v1".formatted(context);
      for (var content : new byte[][]{{0, 1, 2, (byte) 0xff}, "{\"id\":7}".getBytes(StandardCharsets.UTF_8), {}, event
          .getBytes(StandardCharsets.UTF_8)}) {
        producer.send(new ProducerRecord<>(topic, subject.toString(), content)).get();
      }
    }
    return Set.of(id);
  }
}
