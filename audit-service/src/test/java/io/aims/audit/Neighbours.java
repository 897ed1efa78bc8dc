package io.aims.audit;

import static io.restassured.RestAssured.given;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.identity.Role;
import io.aims.platform.test.TestEvents;
import io.aims.platform.test.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** What tests need of the world around this service: the other services' events, and people of an organisation of their own. */
public final class Neighbours {
  public static final String REGISTERED = "aims.inventory.ai-system.registered.v1";
  public static final String OPENED = "aims.incident.incident.opened.v1";
  public static final String TRIAGED = "aims.incident.incident.triaged.v1";

  public static final String PROPOSED = "aims.incident.review.action-proposed.v1";

  private Neighbours() {}

  /** An incident that opened its own case. */
  public static ObjectNode opened(UUID organisation, UUID incident, UUID caseId, UUID system) {
    return TestEvents.example(OPENED, organisation, incident, 1, data -> data.put("systemId", system.toString()))
        .put("correlationid", caseId.toString());
  }

  /** An incident of its own case that is the recurrence of {@code earlier}. */
  public static ObjectNode recurrence(UUID organisation, UUID incident, UUID caseId, UUID earlier) {
    var opened = opened(organisation, incident, caseId, UUID.randomUUID());
    ((ObjectNode) opened.get("data")).put("recurrenceOf", earlier.toString());
    return opened;
  }

  /** A corrective action that a responder's review of the incident proposes; nobody and no day is named with it. */
  public static ObjectNode proposed(UUID organisation, UUID proposal, UUID incident, UUID caseId) {
    return TestEvents
        .example(PROPOSED, organisation, proposal, 1,
            data -> data.put("incidentId", incident.toString()).without(List.of("ownerId", "dueOn")))
        .put("correlationid", caseId.toString())
        .put("actor", TestRealm.person(organisation, Role.INCIDENT_RESPONDER).toString());
  }

  /** The review of an incident, written or written anew. */
  public static ObjectNode reviewed(UUID organisation, UUID incident, UUID caseId, int version) {
    return TestEvents.example("aims.incident.incident.reviewed.v1", organisation, incident, version, data -> {})
        .put("correlationid", caseId.toString());
  }

  /** The incident is "reopened" or has "relapsed". */
  public static ObjectNode again(String how, UUID organisation, UUID incident, UUID caseId, int version) {
    return TestEvents.example("aims.incident.incident." + how + ".v1", organisation, incident, version, data -> {})
        .put("correlationid", caseId.toString());
  }

  public static ObjectNode registered(UUID organisation, UUID system, String name) {
    return TestEvents.example(REGISTERED, organisation, system, 1, data -> data.put("name", name))
        .put("correlationid", UUID.randomUUID().toString());
  }

  /** Some version of some incident, for tests that do not care what happened. */
  public static ObjectNode any(UUID organisation, UUID aggregate, int version) {
    return TestEvents.example(version == 1 ? OPENED : TRIAGED, organisation, aggregate, version, data -> {})
        .put("correlationid", aggregate.toString());
  }

  public static void send(ObjectNode... events) {
    send(List.of(events));
  }

  /** Sends in the given order and waits for all acknowledgements. */
  public static void send(Collection<ObjectNode> events) {
    var settings = Map.<String, Object>of("bootstrap.servers", System.getProperty("aims.test.kafka"), "acks", "all");
    try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (var event : events) {
        var topic = "aims." + event.get("type").asText().split("\\.")[1] + ".events.v1";
        producer.send(new ProducerRecord<>(topic, event.get("subject").asText(),
            event.toString().getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
    }
  }

  /** A request by the person who has this one role in the organisation. */
  public static RequestSpecification as(UUID organisation, String role) {
    return given().auth()
        .oauth2(TestRealm.token(organisation, TestRealm.person(organisation, role), role))
        .contentType(ContentType.JSON);
  }
}
