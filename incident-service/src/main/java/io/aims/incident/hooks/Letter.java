package io.aims.incident.hooks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.core.HttpHeaders;

import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.Verdict.Replay;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;

/** One delivery as it came: all its headers, which may hold credentials, and its exact bytes. */
record Letter(Headers headers, byte[] body) {
  private static final String LINE = "[\\x20-\\x7e]{1,255}";

  static Letter of(HttpHeaders headers, byte[] body) {
    var all = new TreeMap<String, String>();
    for (var name : headers.getRequestHeaders().keySet()) {
      all.put(name, headers.getHeaderString(name));
    }
    return new Letter(Headers.of(all), body);
  }

  /** Headers of interest as one line of printable ASCII each; never the credentials. */
  Headers telling() {
    var telling = new LinkedHashMap<String, String>();
    headers.byName().forEach((name, value) -> {
      if (Headers.tells(name) && value.matches(LINE)) {
        telling.put(name, value);
      }
    });
    return Headers.of(telling);
  }

  /**
   * What makes this delivery the same when it comes again. Where the sender has signed something that tells, nothing
   * that anybody could change on the way counts: not {@code Idempotency-Key}.
   */
  @Nullable
  String senderKey(Profile profile, @Nullable Replay replay) {
    var key = replay == null ? profile.deliveryId(telling(), body) : signedKey(profile, replay);
    return key == null || key.matches(LINE) ? key : digest(key);
  }

  private String signedKey(Profile profile, Replay replay) {
    var signed = new TreeMap<>(Map.copyOf(telling().byName()));
    signed.remove("idempotency-key");
    signed.remove("webhook-id");
    var own = profile.deliveryId(Headers.of(signed), body);
    return own == null ? replay.key() : own;
  }

  /** A key of any length or letters would not fit into an index, and fail all that is committed with it. */
  private static String digest(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
