package io.aims.platform.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import io.aims.platform.event.SeenVersions;
import io.aims.platform.refusal.Refusal;

/**
 * The version of an aggregate that a client has seen, as it travels in headers: {@code SERVICE.ID.VERSION}. Clients hand it
 * back as it is.
 *
 * @param service the owner of the aggregate
 */
record VersionToken(String service, UUID aggregateId, int version) {
  /** Response header: the versions that the answer shows or has made, separated by commas. */
  static final String SHOWN = "Aims-Version";
  /** Request header: the versions that the answer must not be older than. */
  static final String AFTER = "Aims-After";
  /** As many as one request may name, which is as many as one answer says. */
  static final int MOST = SeenVersions.MOST;
  private static final Pattern FORM = Pattern.compile("([a-z]{1,40}-service)\\.([0-9a-f-]{36})\\.([1-9][0-9]{0,8})");

  /** Reads the header {@value #AFTER}; refuses what is none of our tokens. */
  static List<VersionToken> read(String header) {
    var tokens = new ArrayList<VersionToken>();
    for (var text : header.split(",", MOST)) {
      tokens.add(parse(text.strip()));
    }
    return tokens;
  }

  private static VersionToken parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new Refusal.Malformed(
          AFTER + " takes what " + SHOWN + " has said, at most " + MOST + " of them separated by commas.");
    }
    try {
      return new VersionToken(parts.group(1), UUID.fromString(parts.group(2)), Integer.parseInt(parts.group(3)));
    } catch (IllegalArgumentException e) {
      throw new Refusal.Malformed(AFTER + " holds something that " + SHOWN + " has never said.");
    }
  }

  @Override
  public String toString() {
    return service + "." + aggregateId + "." + version;
  }
}
