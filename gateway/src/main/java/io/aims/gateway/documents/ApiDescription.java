package io.aims.gateway.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.gateway.routing.Ownership;
import io.aims.gateway.routing.Service;
import io.aims.gateway.upstream.Asker;
import io.aims.gateway.upstream.Upstreams;
import io.vertx.core.Future;

/** Collects the services' OpenAPI documents, when somebody asks, and keeps the result for a while. */
@ApplicationScoped
class ApiDescription {
  private static final String OWN = "/META-INF/quarkus-generated-openapi-doc.JSON";
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration COMPLETE_FOR = Duration.ofMinutes(10);
  private static final Duration PARTIAL_FOR = Duration.ofSeconds(5);

  private final Ownership ownership;
  private final Upstreams upstreams;
  private final ObjectMapper mapper;
  private volatile Kept kept = new Kept(Future.failedFuture("not asked yet"), System.nanoTime());

  ApiDescription(Ownership ownership, Upstreams upstreams, ObjectMapper mapper) {
    this.ownership = ownership;
    this.upstreams = upstreams;
    this.mapper = mapper;
  }

  /** The document; {@code x-aims-missing} names the services that did not answer. */
  Future<JsonNode> document() {
    if (System.nanoTime() - kept.until < 0) {
      return kept.document;
    }
    return collect().onSuccess(document -> keep(document, document.has("x-aims-missing") ? PARTIAL_FOR : COMPLETE_FOR));
  }

  private void keep(JsonNode document, Duration time) {
    kept = new Kept(Future.succeededFuture(document), System.nanoTime() + time.toNanos());
  }

  private Future<JsonNode> collect() {
    var asked = new EnumMap<Service, Future<Optional<JsonNode>>>(Service.class);
    for (var service : Service.values()) {
      asked.put(service, upstreams.get(service, "/v1/openapi?format=json", Asker.NOBODY, DEADLINE)
          .map(reply -> reply.ok() ? Optional.of(json(reply.body().getBytes())) : Optional.<JsonNode>empty())
          .otherwise(Optional.empty()));
    }
    return Future.join(new ArrayList<>(asked.values())).map(all -> merged(asked));
  }

  private JsonNode merged(Map<Service, Future<Optional<JsonNode>>> asked) {
    var own = json(own());
    var merged = new OpenApi(own.path("openapi").asText()).add("gateway", own, path -> path);
    var missing = new ArrayList<String>();
    asked.forEach((service, answer) -> {
      var owner = service.name().toLowerCase(Locale.ROOT);
      answer.result()
          .ifPresentOrElse(part -> merged.add(owner, part, path -> ownership.here(service, path)),
              () -> missing.add(owner));
    });
    return merged.missing(missing).document();
  }

  private static byte[] own() {
    try (var own = ApiDescription.class.getResourceAsStream(OWN)) {
      return own.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode json(byte[] text) {
    try {
      return mapper.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Kept(Future<JsonNode> document, long until) {}
}
