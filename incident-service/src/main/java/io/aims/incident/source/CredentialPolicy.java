package io.aims.incident.source;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.authenticity.Ed25519Key;
import io.aims.incident.authenticity.SnsSignature;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.refusal.Refusal.Violation;

/** What a credential of each way of authentication consists of, and which secrets are good enough. */
final class CredentialPolicy {
  static final String TOPIC = "topic";
  static final String AUDIENCE = "audience";
  static final String SERVICE_ACCOUNT = "serviceAccount";
  static final String PUBLIC_KEY = "publicKey";
  static final String ENTRA_DIRECTORY = "entraDirectory";
  static final String ENTRA_AUDIENCE = "entraAudience";
  private static final String SECRET = "secret";
  private static final String STANDARD = "whsec_";
  private static final String RESOURCE = "(?i)/subscriptions/[0-9a-z-]{1,36}(/[0-9a-z._/()-]{1,400})?";
  private static final SecureRandom RANDOM = new SecureRandom();

  private CredentialPolicy() {}

  /**
   * What to keep.
   *
   * @param secret null when the sender shows who it is by something public
   * @param ours whether we made the secret, so that it has to be shown
   */
  record Material(Map<String, String> facts, @Nullable String secret, boolean ours) {
    @Override
    public String toString() {
      return "Material" + facts;
    }
  }

  static Material material(Authentication way, IssueCredential request) {
    var given = given(request);
    return switch (way) {
      case CLIENT_CREDENTIALS ->
        throw new Refusal.Invalid("", "the source signs in by access token and has no credential");
      case GRAFANA_HMAC, MLFLOW_HMAC, SECRET_HEADER -> {
        only(given, Set.of(SECRET), Set.of());
        yield secret(request.secret(), base64(32));
      }
      case ROUTING_KEY -> {
        only(given, Set.of(SECRET), Set.of());
        yield secret(request.secret(), hex(16));
      }
      case LANGFUSE_HMAC -> {
        only(given, Set.of(SECRET), Set.of(SECRET));
        yield secret(request.secret(), "");
      }
      case STANDARD_WEBHOOKS -> standard(given, request);
      case SNS_CERTIFICATE -> {
        only(given, Set.of(TOPIC), Set.of(TOPIC));
        yield open(TOPIC, matching(TOPIC, given, SnsSignature.isTopic(given.get(TOPIC)), "must be the ARN of a topic"));
      }
      case GOOGLE_TOKEN -> {
        only(given, Set.of(AUDIENCE, SERVICE_ACCOUNT), Set.of(AUDIENCE, SERVICE_ACCOUNT));
        yield new Material(given, null, false);
      }
      case EVENT_GRID_TOPIC -> {
        only(given, Set.of(TOPIC, ENTRA_DIRECTORY, ENTRA_AUDIENCE), Set.of(TOPIC, ENTRA_DIRECTORY));
        matching(TOPIC, given, given.get(TOPIC).matches(RESOURCE), "must be the path of an Azure resource");
        yield new Material(given, null, false);
      }
    };
  }

  private static Material standard(Map<String, String> given, IssueCredential request) {
    only(given, Set.of(SECRET, PUBLIC_KEY), Set.of());
    var key = request.publicKey();
    if (key != null) {
      matching(PUBLIC_KEY, given, request.secret() == null, "stands for itself: a secret is another credential");
      try {
        Ed25519Key.of(key);
      } catch (IllegalArgumentException e) {
        throw new Refusal.Invalid(PUBLIC_KEY, Objects.requireNonNullElse(e.getMessage(), "is no Ed25519 key"));
      }
      return open(PUBLIC_KEY, key);
    }
    var made = secret(request.secret(), STANDARD + Base64.getEncoder().encodeToString(bytes(32)));
    if (!standard(Objects.requireNonNull(made.secret()))) {
      throw new Refusal.Invalid(SECRET, "must be " + STANDARD + " and the base64 of 24 to 64 bytes");
    }
    return made;
  }

  private static boolean standard(String secret) {
    if (!secret.startsWith(STANDARD)) {
      return false;
    }
    try {
      var length = Base64.getDecoder().decode(secret.substring(STANDARD.length())).length;
      return length >= 24 && length <= 64;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<String, String> given(IssueCredential request) {
    var given = new LinkedHashMap<String, String>();
    put(given, SECRET, request.secret());
    put(given, PUBLIC_KEY, request.publicKey());
    put(given, TOPIC, request.topic());
    put(given, AUDIENCE, request.audience());
    put(given, SERVICE_ACCOUNT, request.serviceAccount());
    if (request.entra() != null) {
      given.put(ENTRA_DIRECTORY, request.entra().directory());
      given.put(ENTRA_AUDIENCE, request.entra().audience());
    }
    return given;
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
  }

  private static void only(Map<String, String> given, Set<String> possible, Set<String> needed) {
    var violations = new ArrayList<Violation>();
    given.keySet()
        .stream()
        .filter(name -> !possible.contains(name))
        .forEach(name -> violations.add(new Violation(field(name), "does not belong to this source's credentials")));
    needed.stream()
        .filter(name -> !given.containsKey(name))
        .sorted()
        .forEach(name -> violations.add(new Violation(field(name), "is needed")));
    if (!violations.isEmpty()) {
      throw new Refusal.Invalid(List.copyOf(violations));
    }
  }

  private static String field(String name) {
    return name.startsWith("entra") ? "entra" : name;
  }

  private static String matching(String name, Map<String, String> given, boolean good, String rule) {
    if (!good) {
      throw new Refusal.Invalid(name, rule);
    }
    return given.get(name);
  }

  private static Material open(String name, String value) {
    return new Material(Map.of(name, value), null, false);
  }

  private static Material secret(@Nullable String given, String made) {
    return given == null ? new Material(Map.of(), made, true) : new Material(Map.of(), given, false);
  }

  private static String base64(int length) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(length));
  }

  private static String hex(int length) {
    return HexFormat.of().formatHex(bytes(length));
  }

  private static byte[] bytes(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
