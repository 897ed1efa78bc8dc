package io.aims.platform.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.erdtman.jcs.JsonCanonicalizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.platform.time.Ids;
import io.opentelemetry.api.trace.Span;

/** Puts a domain event into its CloudEvents 1.0 envelope and serialises it, once, canonically (RFC 8785). */
@ApplicationScoped
class Envelopes {
  private final ObjectMapper mapper;
  private final Ids ids;
  private final String source;

  Envelopes(ObjectMapper mapper, Ids ids, @ConfigProperty(name = "quarkus.application.name") String service) {
    this.mapper = mapper;
    this.ids = ids;
    this.source = "/aims/" + service;
  }

  Sealed seal(Aggregate aggregate, DomainEvent event, Cause cause, Instant now) {
    var type = event.getClass().getAnnotation(EventType.class).value();
    var id = cause.isHidden() ? ids.random() : ids.next();
    var correlation = cause.correlationId() == null ? id : cause.correlationId();
    var time = cause.moment(now);
    var texts = new HashMap<>(event.texts());
    if (cause.reason() != null && !cause.reason().isBlank()) {
      texts.put("reason", cause.reason());
    }
    var commitments = Commitments.to(texts);
    var envelope = mapper.createObjectNode()
        .put("specversion", "1.0")
        .put("id", id.toString())
        .put("source", source)
        .put("type", type)
        .put("subject", aggregate.id().toString())
        .put("time", time.toString())
        .put("datacontenttype", "application/json")
        .put("dataschema", "urn:aims:schema:" + type)
        .put("tenantid", aggregate.tenant().toString())
        .put("correlationid", correlation.toString())
        .put("aggregatetype", aggregate.aggregateType())
        .put("aggregateversion", aggregate.version())
        .put("actor", cause.actor());
    if (cause.causationId() != null) {
      envelope.put("causationid", cause.causationId().toString());
    }
    var span = Span.current().getSpanContext();
    if (span.isValid() && !cause.isHidden()) {
      envelope.put("traceparent",
          "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex());
    }
    var data = envelope.putObject("data").setAll((ObjectNode) mapper.valueToTree(event));
    if (!commitments.published().isEmpty()) {
      ((ObjectNode) data).set("commitments", commitments.published());
    }
    return new Sealed(id, aggregate.tenant(), type, aggregate.aggregateType(), aggregate.id(), aggregate.version(),
        correlation, time, cause.actor(), canonical(envelope), commitments.kept().toString());
  }

  private static byte[] canonical(ObjectNode envelope) {
    try {
      return new JsonCanonicalizer(envelope.toString()).getEncodedUTF8();
    } catch (IOException e) {
      throw new UncheckedIOException("An event that can't be written as JSON", e);
    }
  }
}
