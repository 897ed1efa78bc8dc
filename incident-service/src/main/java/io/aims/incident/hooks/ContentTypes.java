package io.aims.incident.hooks;

import java.util.Locale;
import java.util.Set;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;

/** Which types of content a profile's senders bring. */
final class ContentTypes {
  private static final Set<String> JSON = Set.of("application/json", "application/cloudevents+json",
      "application/cloudevents-batch+json");

  private ContentTypes() {}

  /**
   * SNS says {@code text/plain} for its JSON. An event whose attributes are headers has data of any type: those of a
   * model's requests are often binary, and it is known by its headers that nobody has to read them.
   */
  static boolean taken(Profile profile, Headers headers) {
    var given = headers.get("content-type");
    if (given == null) {
      return true;
    }
    var type = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return JSON.contains(type)
        || profile == Profile.SNS && type.equals("text/plain")
        || profile == Profile.CLOUDEVENTS && headers.get("ce-type") != null;
  }
}
