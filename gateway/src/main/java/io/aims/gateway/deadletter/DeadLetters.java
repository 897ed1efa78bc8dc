package io.aims.gateway.deadletter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.gateway.deadletter.DeadLetterPage.Part;
import io.aims.gateway.routing.Service;
import io.aims.gateway.upstream.Asker;
import io.aims.gateway.upstream.Upstreams;
import io.aims.gateway.upstream.Upstreams.Reply;
import io.vertx.core.Future;

/** Asks all services at once, with the caller's own token; what one of them refuses because of the request or the caller is the answer. */
@ApplicationScoped
class DeadLetters {
  /** Any other failure, also one of 4xx such as 404 or 429, is that of the one service. */
  private static final Set<Integer> OF_THE_REQUEST = Set.of(400, 401, 403, 422);
  private final Upstreams upstreams;
  private final DeadLetterConfig config;
  private final ObjectMapper mapper;

  DeadLetters(Upstreams upstreams, DeadLetterConfig config, ObjectMapper mapper) {
    this.upstreams = upstreams;
    this.config = config;
    this.mapper = mapper;
  }

  /** How it went. */
  sealed interface Outcome {
    /** A page, of the services that answered. */
    record Found(DeadLetterPage page) implements Outcome {}

    /** All say the same about such a request; this is one of them. */
    record Refused(Reply reply) implements Outcome {}
  }

  /**
   * One page.
   *
   * @param query what narrows the list, as it came, with {@code limit}
   * @param asker the caller
   */
  Future<Outcome> list(String query, int limit, Asker asker) {
    var asked = new ArrayList<Future<Reply>>();
    for (var service : Service.values()) {
      asked.add(upstreams.get(service, "/v1/dead-letters?" + query, asker, config.deadline()));
    }
    return Future.join(asked).otherwiseEmpty().map(all -> outcome(asked, limit));
  }

  private Outcome outcome(List<Future<Reply>> asked, int limit) {
    var parts = new ArrayList<Part>();
    for (var service : Service.values()) {
      var answer = asked.get(service.ordinal());
      if (answer.succeeded() && OF_THE_REQUEST.contains(answer.result().status())) {
        return new Outcome.Refused(answer.result());
      }
      parts.add(answer.succeeded() && answer.result().ok()
          ? part(service, answer.result())
          : new Part(service, null, false));
    }
    return new Outcome.Found(DeadLetterPage.merge(parts, limit));
  }

  private Part part(Service service, Reply reply) {
    try {
      var page = mapper.readTree(reply.body().getBytes());
      var items = StreamSupport.stream(page.path("items").spliterator(), false).map(ObjectNode.class::cast).toList();
      return new Part(service, items, page.hasNonNull("nextCursor"));
    } catch (IOException e) {
      throw new IllegalStateException("A service answered what is no JSON", e);
    }
  }
}
