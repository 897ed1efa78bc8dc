package io.aims.incident.authenticity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.authenticity.SigningCertificates.Lookup.Awaited;
import io.aims.incident.authenticity.SigningCertificates.Lookup.Found;
import io.aims.incident.authenticity.SigningCertificates.Lookup.Unavailable;
import io.aims.incident.signal.Headers;

/**
 * The signature of Amazon SNS: RSA over the names and values of certain members, by a certificate that the message
 * itself points to. Nothing is fetched before the topic is found registered and the address to be one of SNS.
 *
 * <p>SNS may try for an hour and longer: its messages are not refused for their age within a day; a replay is told by
 * the signed message id.
 *
 * @param tenant whose source it is
 * @param topics ARNs of the topics that the source has registered
 */
public record SnsSignature(UUID tenant, Set<String> topics, SigningCertificates certificates) implements Scheme {
  private static final List<String> NOTIFICATION = List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn",
      "Type");
  private static final List<String> CONFIRMATION = List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token",
      "TopicArn", "Type");
  private static final Duration WINDOW = Duration.ofDays(1);

  public SnsSignature {
    topics = Set.copyOf(topics);
  }

  /** Whether this is the ARN of a topic, in a region whose addresses can be told. */
  public static boolean isTopic(String arn) {
    return SnsAddress.isTopic(arn);
  }

  @Override
  public Verdict verify(Headers headers, byte[] body, Instant now) {
    var message = Json.parse(body);
    var canonical = canonical(message);
    if (canonical == null) {
      return Verdict.doubtful(Doubt.MESSAGE_MALFORMED);
    }
    var topic = message.path("TopicArn").asText();
    if (!topics.contains(topic)) {
      return Verdict.doubtful(Doubt.TOPIC_UNREGISTERED);
    }
    var doubt = aged(message, now);
    if (doubt != null) {
      return Verdict.doubtful(doubt);
    }
    var address = SnsAddress.certificate(message.path("SigningCertURL").asText(), topic);
    if (address == null) {
      return Verdict.doubtful(Doubt.CERTIFICATE_ADDRESS);
    }
    return switch (certificates.at(address, tenant, now)) {
      case Found found -> verdict(message, canonical, found.certificate(), now);
      case Awaited awaited -> new Verdict.Pending(Doubt.CERTIFICATE_UNAVAILABLE, awaited.fetch());
      case Unavailable _ -> Verdict.doubtful(Doubt.CERTIFICATE_UNAVAILABLE);
    };
  }

  private static Verdict verdict(JsonNode message, String canonical, X509Certificate certificate, Instant now) {
    if (!valid(certificate, now)) {
      return Verdict.doubtful(Doubt.CERTIFICATE_INVALID);
    }
    if (!signed(message, canonical, certificate)) {
      return Verdict.doubtful(Doubt.SIGNATURE_WRONG);
    }
    if (message.has("SubscribeURL") && !message.path("Type").asText().equals("Notification")
        && SnsAddress.confirmation(message.path("SubscribeURL").asText(), message.path("TopicArn").asText()) == null) {
      return Verdict.doubtful(Doubt.CONFIRMATION_ADDRESS);
    }
    var sent = Instant.parse(message.path("Timestamp").asText());
    return new Verdict.Genuine(new Verdict.Replay(message.path("MessageId").asText(), sent.plus(WINDOW)));
  }

  /** The members that count, each name and value on a line of its own; null when one is missing. */
  static @Nullable String canonical(JsonNode message) {
    var members = switch (message.path("Type").asText()) {
      case "Notification" -> NOTIFICATION;
      case "SubscriptionConfirmation", "UnsubscribeConfirmation" -> CONFIRMATION;
      default -> List.<String>of();
    };
    var canonical = new StringBuilder();
    for (var member : members) {
      var value = message.path(member);
      if (value.isTextual()) {
        canonical.append(member).append('\n').append(value.textValue()).append('\n');
      } else if (!member.equals("Subject") || !value.isNull() && !value.isMissingNode()) {
        return null;
      }
    }
    return canonical.isEmpty() ? null : canonical.toString();
  }

  private static @Nullable Doubt aged(JsonNode message, Instant now) {
    try {
      var sent = Instant.parse(message.path("Timestamp").asText());
      if (sent.isBefore(now.minus(WINDOW))) {
        return Doubt.TIMESTAMP_OLD;
      }
      return sent.isAfter(now.plus(Age.TOLERANCE)) ? Doubt.TIMESTAMP_AHEAD : null;
    } catch (DateTimeParseException e) {
      return Doubt.TIMESTAMP_MALFORMED;
    }
  }

  private static boolean valid(X509Certificate certificate, Instant now) {
    try {
      certificate.checkValidity(Date.from(now));
      return certificate.getSubjectX500Principal()
          .getName()
          .matches("(?:.*,)?CN=sns(\\.[a-z0-9-]+)?\\.amazonaws\\.com(?:\\.cn)?(?:,.*)?");
    } catch (CertificateException e) {
      return false;
    }
  }

  private static boolean signed(JsonNode message, String canonical, X509Certificate certificate) {
    var algorithm = switch (message.path("SignatureVersion").asText()) {
      case "1" -> "SHA1withRSA";
      case "2" -> "SHA256withRSA";
      default -> null;
    };
    if (algorithm == null) {
      return false;
    }
    try {
      var verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(canonical.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getDecoder().decode(message.path("Signature").asText()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
