package io.aims.incident.signal.vendor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;

/**
 * Finds by what a sender calls a delivery: the vendor's own id where its signature covers it or nothing else could,
 * else what HTTP has for it.
 */
public final class VendorIds {
  private static final List<String> HTTP = List.of("idempotency-key", "webhook-id");
  private static final String PRINTABLE = "[\\x20-\\x7e]{1,255}";

  private VendorIds() {}

  /** Null when the sender has none: then only the signals' keys tell what is the same. */
  public static @Nullable String deliveryId(Profile profile, Headers headers, byte[] body) {
    var own = switch (profile) {
      case NATIVE -> headers.get("webhook-id");
      case MLFLOW -> headers.get("x-mlflow-delivery-id");
      case CLOUDEVENTS -> cloudEvent(headers, body);
      case SNS -> Values.text(root(body).path("MessageId"), 255);
      case EVENTBRIDGE, LANGFUSE, DATADOG -> Values.text(root(body).path("id"), 255);
      case PUBSUB -> Values.text(root(body).path("message").path("messageId"), 255);
      case EVENT_GRID -> eventGrid(root(body));
      case ALERTMANAGER, GRAFANA, PAGERDUTY, HUGGING_FACE -> null;
    };
    if (own != null) {
      return own.matches(PRINTABLE) ? own : hashed(List.of(own));
    }
    return HTTP.stream().map(headers::get).filter(id -> id != null && id.matches(PRINTABLE)).findFirst().orElse(null);
  }

  /** Source and id should do, but KServe gives a request and its answer the same ones: the type belongs to it. */
  private static @Nullable String cloudEvent(Headers headers, byte[] body) {
    if (headers.get("ce-type") != null) {
      return cloudEvent(headers.get("ce-source"), headers.get("ce-id"), headers.get("ce-type"));
    }
    return cloudEvent(root(body));
  }

  private static @Nullable String cloudEvent(JsonNode event) {
    return cloudEvent(Values.text(event.path("source"), Values.TEXT), Values.text(event.path("id"), Values.TEXT),
        Values.text(event.path("type"), Values.TEXT));
  }

  private static @Nullable String cloudEvent(@Nullable String source, @Nullable String id, @Nullable String type) {
    return source == null || id == null || type == null ? null : hashed(List.of(source, id, type));
  }

  /** In both schemas an event has the same id: who changes from one to the other may get it twice, in other bytes. */
  private static @Nullable String eventGrid(JsonNode root) {
    var ids = new ArrayList<String>();
    for (var event : EventGrid.events(root)) {
      var id = CloudEvent.is(event) ? cloudEvent(event) : Values.text(event.path("id"), Values.TEXT);
      if (id == null) {
        return null;
      }
      ids.add(id);
    }
    return switch (ids.size()) {
      case 0 -> null;
      case 1 -> ids.getFirst();
      default -> hashed(ids);
    };
  }

  private static String hashed(List<String> parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static JsonNode root(byte[] body) {
    var root = Json.parse(body);
    return root == null ? MissingNode.getInstance() : root;
  }
}
