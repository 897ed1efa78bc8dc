package io.aims.platform.stream;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.UUID;
import java.util.regex.Pattern;

import io.aims.platform.note.InvalidNote;
import io.aims.platform.note.NoteSigner;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.VerifierKey;

/**
 * What a service says of one of its streams, and signs: up to this number it has published, and this is the digest of it.
 *
 * <p>Five lines: {@code aims/stream/SERVICE/ORGANISATION}, size, digest (base64), time (RFC 3339), {@code epoch N}.
 */
public record StreamClaim(String service, UUID tenant, StreamHead head, Instant at, int epoch) {
  private static final Pattern TEXT = Pattern.compile(
      "aims/stream/([a-z-]+)/([0-9a-f-]{36})\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n([^\n]{20,40})\nepoch ([1-9][0-9]{0,8})\n(?:[^\n]+\n)*");

  /** The name of the key that signs for a service. */
  public static String keyName(String service) {
    return "aims/stream/" + service;
  }

  /** The key of the claim in its topic, of which only the last claim is kept. */
  public String key() {
    return service + "/" + tenant;
  }

  public SignedNote sign(NoteSigner signer) {
    if (!signer.name().equals(keyName(service))) {
      throw new IllegalArgumentException("the key of " + signer.name() + " does not sign for " + service);
    }
    return SignedNote.sign(text(), signer);
  }

  /** What a note claims, if the service's own key, as we know it, has signed it; else {@link InvalidNote}. */
  public static StreamClaim open(SignedNote note, Collection<VerifierKey> known) {
    var keys = note.verify(known);
    var claim = parse(note.text());
    if (keys.stream().noneMatch(key -> key.name().equals(keyName(claim.service())))) {
      throw new InvalidNote(InvalidNote.Reason.UNKNOWN_KEY,
          "the head of " + claim.key() + " is signed by " + keys.getFirst().name() + ", not by the service's own key");
    }
    return claim;
  }

  private String text() {
    return "%s/%s\n%d\n%s\n%s\nepoch %d\n".formatted(keyName(service), tenant, head.size(),
        Base64.getEncoder().encodeToString(head.digest()), at, epoch);
  }

  private static StreamClaim parse(String text) {
    var lines = TEXT.matcher(text);
    if (!lines.matches()) {
      throw new InvalidNote(InvalidNote.Reason.CONTENT, "not the head of a stream");
    }
    try {
      return new StreamClaim(lines.group(1), UUID.fromString(lines.group(2)),
          new StreamHead(Long.parseLong(lines.group(3)), Base64.getDecoder().decode(lines.group(4))),
          Instant.parse(lines.group(5)), Integer.parseInt(lines.group(6)));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new InvalidNote(InvalidNote.Reason.CONTENT, "not the head of a stream: " + e.getMessage());
    }
  }
}
