package io.aims.incident.authenticity;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which addresses of a message of Amazon SNS may be fetched at all: over TLS, from SNS of the topic's own region, and
 * nothing of the sender's invention within (RFC 3986 user information, other ports, encoded paths).
 */
final class SnsAddress {
  private static final Pattern TOPIC = Pattern
      .compile("arn:aws(?:-cn|-us-gov)?:sns:([a-z0-9-]{1,40}):\\d{12}:[^:]{1,256}");
  private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[0-9A-Za-z]{1,64}\\.pem");
  private static final int LENGTH = 2048;

  private SnsAddress() {}

  static boolean isTopic(String arn) {
    return TOPIC.matcher(arn).matches();
  }

  /** Null when it is no place of a signing certificate. */
  static @Nullable URI certificate(String url, String topic) {
    var address = of(url, topic);
    return address != null && address.getRawQuery() == null && CERTIFICATE.matcher(address.getRawPath()).matches()
        ? address
        : null;
  }

  /** Null when fetching it would do anything else than confirm the subscription of this topic. */
  static @Nullable URI confirmation(String url, String topic) {
    var address = of(url, topic);
    if (address == null || address.getRawQuery() == null || !"/".equals(address.getRawPath())) {
      return null;
    }
    var action = false;
    var right = false;
    for (var raw : address.getRawQuery().split("&")) {
      var pair = URLDecoder.decode(raw, StandardCharsets.UTF_8);
      action |= pair.equals("Action=ConfirmSubscription");
      right |= pair.equals("TopicArn=" + topic);
    }
    return action && right ? address : null;
  }

  private static @Nullable URI of(String url, String topic) {
    var region = TOPIC.matcher(topic);
    if (!region.matches() || url.length() > LENGTH) {
      return null;
    }
    var host = "sns." + region.group(1) + ".amazonaws.com" + (topic.startsWith("arn:aws-cn:") ? ".cn" : "");
    try {
      var address = new URI(url);
      return "https".equals(address.getScheme()) && host.equals(address.getRawAuthority())
          && address.getRawFragment() == null ? address : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
