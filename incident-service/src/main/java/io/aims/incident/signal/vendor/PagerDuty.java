package io.aims.incident.signal.vendor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalStatus;

/** Reads PagerDuty's Events API version 2, so that what can alert PagerDuty can alert us. */
final class PagerDuty {
  private static final Conventions CONVENTIONS = Conventions.PUBLISHED;
  private static final String ROUTING_KEY = "routing_key";
  private static final String DIGEST = "sha256:";
  /** The vendor's own keys; other words may stand for something else in the body. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{32}");
  private static final Pattern DIGESTED = Pattern.compile(DIGEST + "([0-9a-f]{12})");
  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .build();

  private PagerDuty() {}

  static Reading read(Headers headers, JsonNode root) {
    if (!root.isObject()) {
      return new Rejected(Rejection.NOT_AN_OBJECT);
    }
    var action = Values.name(root.path("event_action"));
    if (action == null) {
      return root.path("payload").isObject()
          ? new Ignored(Ignored.Why.LIFE_CYCLE)
          : new Rejected(Rejection.NO_ACTION);
    }
    var key = Values.text(root.path("dedup_key"), 255);
    return switch (action) {
      case "trigger" -> root.path("payload").isObject()
          ? Understood.of(trigger(root, key))
          : new Rejected(Rejection.NO_PAYLOAD);
      case "resolve" -> key == null ? new Rejected(Rejection.NO_DEDUP_KEY) : Understood.of(resolve(root, key));
      case "acknowledge" -> key == null
          ? new Rejected(Rejection.NO_DEDUP_KEY)
          : new Ignored(Ignored.Why.ACKNOWLEDGEMENT);
      default -> new Rejected(Rejection.NO_ACTION);
    };
  }

  /**
   * The same delivery with a digest of its routing key, which is a credential, in the key's place; read like the first.
   */
  static byte[] withoutKey(byte[] body) {
    try {
      return JSON.readTree(body) instanceof ObjectNode event && event.path(ROUTING_KEY).isTextual()
          ? withoutKey(event, event.path(ROUTING_KEY).textValue())
          : body;
    } catch (IOException e) {
      return body;
    }
  }

  private static byte[] withoutKey(ObjectNode event, String key) throws IOException {
    var digest = DIGEST + route(key);
    var text = JSON.writeValueAsString(event.put(ROUTING_KEY, digest));
    return (KEY.matcher(key).matches() ? text.replace(key, digest) : text).getBytes(StandardCharsets.UTF_8);
  }

  private static Signal trigger(JsonNode root, @Nullable String key) {
    var payload = root.path("payload");
    var details = payload.path("custom_details");
    var names = CONVENTIONS.labels();
    var said = Values.first(details, names.kind(), Values.NAME);
    var kind = CONVENTIONS.kind(said == null ? Values.name(payload.path("class")) : said,
        Values.text(payload.path("summary"), Values.TEXT));
    var notes = CONVENTIONS.annotations();
    var draft = new Draft(SignalStatus.FIRING, kind)
        .severity(CONVENTIONS.severity(Values.name(payload.path("severity"))))
        .of(Values.first(details, names.system(), Values.NAME), Values.first(details, names.model(), Values.NAME))
        .since(Times.time(payload.path("timestamp")))
        .measured(Values.first(details, notes.metric(), Values.NAME),
            Values.number(Values.first(details, notes.value(), Values.NAME)),
            Values.number(Values.first(details, notes.threshold(), Values.NAME)))
        .summary(Values.text(payload.path("summary"), Values.TEXT))
        .links(links(root));
    return key == null ? without(draft, payload).signal() : with(draft, root, key).signal();
  }

  private static Signal resolve(JsonNode root, String key) {
    var kind = CONVENTIONS.kind(null, Values.text(root.path("payload").path("summary"), Values.TEXT));
    return with(new Draft(SignalStatus.RESOLVED, kind), root, key)
        .until(Times.time(root.path("payload").path("timestamp")))
        .signal();
  }

  private static Draft with(Draft draft, JsonNode root, String key) {
    return draft.key("pd", route(root.path(ROUTING_KEY).asText()), key).told("dedup_key", key);
  }

  /** The vendor would make up a key; alike events are the same signal instead. */
  private static Draft without(Draft draft, JsonNode payload) {
    for (var label : List.of("source", "component", "group", "class", "summary")) {
      draft.told(label, Values.text(payload.path(label), Values.TEXT));
    }
    return draft;
  }

  private static List<String> links(JsonNode root) {
    var links = new ArrayList<JsonNode>();
    root.path("links").forEach(link -> links.add(link.path("href")));
    links.add(root.path("client_url"));
    return Values.links(links);
  }

  /** Tells routes apart without giving the key away, which is a credential. */
  private static String route(String routingKey) {
    var digested = DIGESTED.matcher(routingKey);
    if (digested.matches()) {
      return digested.group(1);
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(routingKey.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
