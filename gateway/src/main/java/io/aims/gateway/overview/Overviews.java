package io.aims.gateway.overview;

import java.io.IOException;
import java.util.ArrayList;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.gateway.routing.Service;
import io.aims.gateway.upstream.Asker;
import io.aims.gateway.upstream.Upstreams;
import io.aims.gateway.upstream.Upstreams.Reply;
import io.vertx.core.Future;

/**
 * Asks all services at once, with the caller's own token, and puts together what arrives in time; only the system itself
 * has to.
 */
@ApplicationScoped
class Overviews {
  private final Upstreams upstreams;
  private final OverviewConfig config;
  private final ObjectMapper mapper;

  Overviews(Upstreams upstreams, OverviewConfig config, ObjectMapper mapper) {
    this.upstreams = upstreams;
    this.config = config;
    this.mapper = mapper;
  }

  /**
   * The overview of the system, or the answer of inventory-service when that is not 200.
   *
   * @param asker the caller
   */
  Future<Outcome> compose(UUID system, Asker asker) {
    var parts = new ArrayList<Future<ObjectNode>>();
    Part.ALL_PARTS.forEach(part -> parts.add(ask(part, system, asker)));
    return upstreams.get(Service.INVENTORY, "/v1/ai-systems/" + system, asker, config.deadline())
        .compose(reply -> reply.ok()
            ? Future.join(parts).map(all -> new Outcome.Found(assemble(reply, parts)))
            : Future.succeededFuture(new Outcome.Refused(reply)));
  }

  private Future<ObjectNode> ask(Part part, UUID system, Asker asker) {
    return upstreams.get(part.service(), part.target().formatted(system), asker, config.deadline())
        .map(reply -> read(part, reply))
        .otherwise(late -> unavailable("not-answering"));
  }

  private ObjectNode read(Part part, Reply reply) {
    return switch (reply.status()) {
      case 200 -> ok(part, json(reply));
      case 404 -> ok(part, JsonNodeFactory.instance.objectNode());
      case 401, 403 -> unavailable("forbidden");
      default -> unavailable("not-answering");
    };
  }

  private static ObjectNode ok(Part part, JsonNode answer) {
    var result = JsonNodeFactory.instance.objectNode().put("status", "ok");
    result.setAll(part.reading().apply(answer));
    return result;
  }

  private static ObjectNode unavailable(String reason) {
    return JsonNodeFactory.instance.objectNode().put("status", "unavailable").put("reason", reason);
  }

  private JsonNode assemble(Reply system, ArrayList<Future<ObjectNode>> parts) {
    var overview = JsonNodeFactory.instance.objectNode();
    overview.set("system", json(system));
    for (var i = 0; i < parts.size(); i++) {
      overview.set(Part.ALL_PARTS.get(i).name(), parts.get(i).result());
    }
    return overview;
  }

  private JsonNode json(Reply reply) {
    try {
      return mapper.readTree(reply.body().getBytes());
    } catch (IOException e) {
      throw new IllegalStateException("A service answered what is no JSON", e);
    }
  }

  /** How it went. */
  sealed interface Outcome {
    /** The overview. */
    record Found(JsonNode overview) implements Outcome {}

    /** Inventory-service does not show this system to this caller. */
    record Refused(Reply reply) implements Outcome {}
  }
}
