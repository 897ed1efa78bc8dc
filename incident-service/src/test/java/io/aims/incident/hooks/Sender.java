package io.aims.incident.hooks;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.aims.incident.Acme;
import io.aims.incident.authenticity.Authentication;
import io.aims.incident.signal.Profile;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;

/**
 * Plays the sender of a profile: has a source registered and a credential issued, and signs deliveries the way the vendor
 * documents it.
 */
final class Sender {
  static final String TOPIC = "arn:aws:sns:eu-central-1:210987654321:ml-alarms";
  static final String WORKSPACE = "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/ml/providers/"
      + "Microsoft.MachineLearningServices/workspaces/risk-ws";
  static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";
  static final String APPLICATION = "api://aims";
  private static final String DIRECTORY = "11111111-2222-3333-4444-555555555555";
  private static final String EVENT_GRID_CLIENT = "4962773b-9cdb-44cf-a8bf-237846a00ab7";
  private static final String ACCOUNT = "push@aims.iam.gserviceaccount.com";
  private static final String AUDIENCE = "https://aims.test/hook";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Profile profile;
  private final String source;
  private String secret;
  private String credential;

  private Sender(Profile profile, String source) {
    this.profile = profile;
    this.source = source;
  }

  /** Of a new source of this system. */
  static Sender of(Profile profile, UUID system, String... topics) {
    var way = Authentication.of(profile).stream().filter(Authentication::byCredential).findFirst().orElseThrow();
    var sender = new Sender(profile, Acme.source(system, profile, way));
    if (topics.length == 0) {
      sender.credentialIs(fields(profile));
    }
    for (var topic : topics) {
      sender.credentialIs("\"topic\":\"" + topic + "\",");
    }
    return sender;
  }

  private static String fields(Profile profile) {
    return switch (profile) {
      case PAGERDUTY -> "\"secret\":\"" + ROUTING_KEY + "\",";
      case LANGFUSE -> "\"secret\":\"lf-whsec-0123456789\",";
      case SNS -> "\"topic\":\"" + TOPIC + "\",";
      case EVENT_GRID -> "\"topic\":\"" + WORKSPACE + "\",\"entra\":{\"directory\":\"" + DIRECTORY
          + "\",\"audience\":\"" + APPLICATION + "\"},";
      case PUBSUB -> "\"audience\":\"" + AUDIENCE + "\",\"serviceAccount\":\"" + ACCOUNT + "\",";
      case ALERTMANAGER, GRAFANA, CLOUDEVENTS, EVENTBRIDGE, DATADOG, MLFLOW, HUGGING_FACE, NATIVE -> "";
    };
  }

  /** Has a further credential issued and shows that one from now on. */
  Sender rotate() {
    credentialIs(fields(profile));
    return this;
  }

  private void credentialIs(String fields) {
    var issued = Acme.credential(source, fields);
    credential = issued.path("id");
    var made = issued.<String>path("secret");
    secret = made != null ? made : fields.contains("secret") ? fields.split("\"")[3] : null;
  }

  /** Shows this from now on. */
  Sender showing(String otherSecret) {
    secret = otherSecret;
    return this;
  }

  String source() {
    return source;
  }

  String credential() {
    return credential;
  }

  String secret() {
    return secret;
  }

  ValidatableResponse deliver(Map<String, String> headers, byte[] body) {
    return send(signed(headers, body));
  }

  /** Sends exactly this. */
  ValidatableResponse send(Signed delivery) {
    return given()
        .config(RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .headers(delivery.headers())
        .body(delivery.body())
        .post("/v1/hooks/" + source)
        .then();
  }

  /** What goes over the wire. */
  record Signed(Map<String, String> headers, byte[] body) {
    Signed with(String header, String value) {
      var changed = new TreeMap<>(headers);
      changed.put(header, value);
      return new Signed(changed, body);
    }

    Signed without(String header) {
      var fewer = new TreeMap<>(headers);
      fewer.remove(header);
      return new Signed(fewer, body);
    }
  }

  Signed signed(Map<String, String> headers, byte[] body) {
    return signed(headers, body, Instant.now());
  }

  /** @param at the time that goes into the signatures which hold one */
  Signed signed(Map<String, String> headers, byte[] body, Instant at) {
    var now = Long.toString(at.getEpochSecond());
    var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    all.put("Content-Type", "application/json");
    all.putAll(headers);
    all.remove("Host");
    switch (profile) {
      case ALERTMANAGER, CLOUDEVENTS, EVENTBRIDGE, DATADOG -> all.put("Authorization", "Bearer " + secret);
      case HUGGING_FACE -> all.put("X-Webhook-Secret", secret);
      case GRAFANA -> {
        all.put("X-Grafana-Alerting-Timestamp", now);
        all.put("X-Grafana-Alerting-Signature", HexFormat.of().formatHex(hmac(utf8(secret), utf8(now + ":"), body)));
      }
      case LANGFUSE -> all.put("x-langfuse-signature",
          "t=" + now + ",v1=" + HexFormat.of().formatHex(hmac(utf8(secret), utf8(now + "."), body)));
      case MLFLOW -> {
        all.putIfAbsent("X-MLflow-Delivery-Id", UUID.randomUUID().toString());
        all.put("X-MLflow-Timestamp", now);
        all.put("X-MLflow-Signature", "v1," + base64(
            hmac(utf8(secret), utf8(all.get("X-MLflow-Delivery-Id") + "." + now + "."), body)));
      }
      case NATIVE -> {
        all.putIfAbsent("webhook-id", "msg_" + UUID.randomUUID());
        all.put("webhook-timestamp", now);
        var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        all.put("webhook-signature",
            "v1," + base64(hmac(key, utf8(all.get("webhook-id") + "." + now + "."), body)));
      }
      case PUBSUB -> all.put("Authorization", "Bearer " + token(AUDIENCE, ACCOUNT));
      case SNS -> {
        return new Signed(all, sns(body));
      }
      case PAGERDUTY -> {
        return new Signed(all, named(body, message -> "routing_key", secret));
      }
      case EVENT_GRID -> {
        all.put("Authorization", "Bearer " + entraToken(APPLICATION));
        return new Signed(all, fromWorkspace(body));
      }
    }
    return new Signed(all, body);
  }

  /** Each event names its topic, which a CloudEvent calls its source. */
  private static byte[] fromWorkspace(byte[] body) {
    return named(body, event -> event.has("specversion") ? "source" : "topic", WORKSPACE);
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

  /** As Google makes it for a push subscription. */
  static String token(String audience, String email) {
    return Jwt.claims(Map.of("email", email, "email_verified", true, "azp", "107517467455664443766"))
        .issuer("https://accounts.google.com")
        .subject("107517467455664443766")
        .audience(audience)
        .issuedAt(Instant.now())
        .expiresAt(Instant.now().plusSeconds(300))
        .jws()
        .keyId("cloud")
        .sign(Clouds.tokenKey());
  }

  /** As Entra ID makes it for Event Grid. */
  static String entraToken(String audience) {
    return Jwt.claims(Map.of("azp", EVENT_GRID_CLIENT))
        .issuer("https://login.microsoftonline.com/" + DIRECTORY + "/v2.0")
        .subject(EVENT_GRID_CLIENT)
        .audience(audience)
        .issuedAt(Instant.now())
        .expiresAt(Instant.now().plusSeconds(300))
        .jws()
        .keyId("cloud")
        .sign(Clouds.tokenKey());
  }

  /** Signs the message anew, as of now; what is no message of SNS stays as it is. */
  private static byte[] sns(byte[] body) {
    try {
      if (!(JSON.readTree(body) instanceof ObjectNode message)) {
        return body;
      }
      message.put("TopicArn", TOPIC)
          .put("Timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
          .put("SignatureVersion", "2")
          .put("SigningCertURL", "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem");
      if (!message.has("MessageId")) {
        message.put("MessageId", UUID.randomUUID().toString());
      }
      if (message.has("Token")) {
        message.put("SubscribeURL",
            "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC
                + "&Token=" + message.path("Token").asText());
      }
      var text = new StringBuilder();
      for (var name : List.of("Message", "MessageId", "SubscribeURL", "Subject", "Timestamp", "Token", "TopicArn",
          "Type")) {
        if (message.hasNonNull(name)) {
          text.append(name).append('\n').append(message.path(name).asText()).append('\n');
        }
      }
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(Clouds.snsKey());
      signature.update(utf8(text.toString()));
      return JSON.writeValueAsBytes(message.put("Signature", base64(signature.sign())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
