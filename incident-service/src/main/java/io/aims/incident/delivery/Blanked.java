package io.aims.incident.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.aims.incident.signal.Profile;

/** Shows what was sent without the credential that some senders put into the body. */
final class Blanked {
  private static final String NAME = "routing_key";
  private static final String BLANK = "***";
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern MEMBER = Pattern.compile("(\"routing_key\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*");

  private Blanked() {}

  static String text(Profile profile, byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    if (profile != Profile.PAGERDUTY) {
      return text;
    }
    var blank = MEMBER.matcher(text).replaceAll("$1" + BLANK);
    for (var key : keys(body)) {
      blank = blank.replace(key, BLANK);
    }
    return blank;
  }

  /** The values of that name, however the name is written; what comes after a fault in the JSON can't be told. */
  private static List<String> keys(byte[] body) {
    var keys = new ArrayList<String>();
    try (JsonParser parser = JSON.createParser(body)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && NAME.equals(parser.currentName()) && !parser.getText().isEmpty()) {
          keys.add(parser.getText());
        }
      }
    } catch (IOException e) {
      // the pattern has found what it could
    }
    return keys;
  }
}
