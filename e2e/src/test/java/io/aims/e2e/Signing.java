package io.aims.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Signs deliveries as the makers of monitors document it, as of now. */
final class Signing {
  private static final String EVENT_GRID_CLIENT = "4962773b-9cdb-44cf-a8bf-237846a00ab7";
  private static final String REGION = "eu-central-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Signing() {}

  /** What goes over the wire. */
  record Delivery(Map<String, String> headers, byte[] body) {
    Delivery without(String header) {
      var fewer = sorted(headers);
      fewer.remove(header);
      return new Delivery(fewer, body);
    }

    Delivery with(String header, String value) {
      var more = sorted(headers);
      more.put(header, value);
      return new Delivery(more, body);
    }

    Delivery with(byte[] other) {
      return new Delivery(headers, other);
    }
  }

  /** @param secret null where the monitor shares none with us */
  static Delivery of(Monitor monitor, String secret, Map<String, String> headers, byte[] body) {
    var all = sorted(headers);
    all.putIfAbsent("Content-Type", "application/json");
    all.remove("Host");
    var now = Long.toString(Instant.now().getEpochSecond());
    switch (monitor) {
      case ALERTMANAGER, CLOUDEVENTS, EVENTBRIDGE, DATADOG -> all.put("Authorization", "Bearer " + secret);
      case HUGGING_FACE -> all.put("X-Webhook-Secret", secret);
      case GRAFANA -> {
        all.put("X-Grafana-Alerting-Timestamp", now);
        all.put("X-Grafana-Alerting-Signature", hex(hmac(utf8(secret), now + ":", body)));
      }
      case LANGFUSE -> all.put("x-langfuse-signature", "t=" + now + ",v1=" + hex(hmac(utf8(secret), now + ".", body)));
      case MLFLOW -> {
        all.putIfAbsent("X-MLflow-Delivery-Id", UUID.randomUUID().toString());
        all.put("X-MLflow-Timestamp", now);
        all.put("X-MLflow-Signature",
            "v1," + base64(hmac(utf8(secret), all.get("X-MLflow-Delivery-Id") + "." + now + ".", body)));
      }
      case NATIVE -> {
        all.putIfAbsent("webhook-id", "msg_" + UUID.randomUUID());
        all.put("webhook-timestamp", now);
        var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        all.put("webhook-signature", "v1," + base64(hmac(key, all.get("webhook-id") + "." + now + ".", body)));
      }
      case PUBSUB -> all.put("Authorization", "Bearer " + google());
      case EVENT_GRID -> {
        all.put("Authorization", "Bearer " + entra());
        return new Delivery(all, fromWorkspace(body));
      }
      case PAGERDUTY -> {
        return new Delivery(all, named(body, message -> "routing_key", secret));
      }
      case SNS -> {
        return new Delivery(all, sns(body));
      }
    }
    return new Delivery(all, body);
  }

  private static String google() {
    return Cloud.get()
        .token(Map.of("iss", "https://accounts.google.com", "aud", Monitor.AUDIENCE, "sub", "107517467455664443766",
            "azp", "107517467455664443766", "email", Monitor.ACCOUNT, "email_verified", true, "iat", seconds(0),
            "exp", seconds(300)));
  }

  private static String entra() {
    return Cloud.get()
        .token(Map.of("iss", "https://login.microsoftonline.com/" + Monitor.DIRECTORY + "/v2.0", "aud",
            Monitor.APPLICATION, "sub", EVENT_GRID_CLIENT, "azp", EVENT_GRID_CLIENT, "iat", seconds(0), "exp",
            seconds(300)));
  }

  private static long seconds(long fromNow) {
    return Instant.now().getEpochSecond() + fromNow;
  }

  /** A message for our topic, with a token of its own if it asks for a confirmation; anything else stays as it is. */
  private static byte[] sns(byte[] body) {
    try {
      if (!(JSON.readTree(body) instanceof ObjectNode message)) {
        return body;
      }
      message.put("TopicArn", Monitor.TOPIC)
          .put("Timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
          .put("SignatureVersion", "2")
          .put("SigningCertURL", Cloud.get().certificateAddress(REGION));
      if (!message.has("MessageId")) {
        message.put("MessageId", UUID.randomUUID().toString());
      }
      if (message.has("Token")) {
        var token = UUID.randomUUID().toString();
        message.put("Token", token)
            .put("SubscribeURL", "https://sns." + REGION + ".amazonaws.com/?Action=ConfirmSubscription&TopicArn="
                + Monitor.TOPIC + "&Token=" + token);
      }
      var text = Stream
          .of("Message", "MessageId", "SubscribeURL", "Subject", "Timestamp", "Token", "TopicArn", "Type")
          .filter(message::hasNonNull)
          .map(name -> name + "\n" + message.path(name).asText() + "\n")
          .collect(Collectors.joining());
      return JSON.writeValueAsBytes(message.put("Signature", base64(Cloud.get().sign(text))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each event names its topic, which a CloudEvent calls its source. */
  private static byte[] fromWorkspace(byte[] body) {
    return named(body, event -> event.has("specversion") ? "source" : "topic", Monitor.WORKSPACE);
  }

  /** The body, or each event of it, says who sends it. */
  private static byte[] named(byte[] body, Function<ObjectNode, String> name, String value) {
    try {
      var root = JSON.readTree(body);
      for (var event : root.isArray() ? root : List.of(root)) {
        if (event instanceof ObjectNode object) {
          object.put(name.apply(object), value);
        }
      }
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] hmac(byte[] key, String before, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(utf8(before));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TreeMap<String, String> sorted(Map<String, String> headers) {
    var sorted = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    return sorted;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
