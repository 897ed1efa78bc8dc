package io.aims.incident.authenticity;

import java.time.Instant;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;

/**
 * A secret that the sender shows as it is: Hugging Face in {@code X-Webhook-Secret}, Datadog and others in a header of
 * our choice.
 *
 * @param prefix what stands before the secret, e.g. {@code "Bearer "}; may be empty
 */
public record SecretHeader(String header, String prefix, Keys keys) implements Scheme {

  public static SecretHeader huggingFace(Keys keys) {
    return new SecretHeader("x-webhook-secret", "", keys);
  }

  public static SecretHeader bearer(Keys keys) {
    return new SecretHeader("authorization", "Bearer ", keys);
  }

  /** What the senders of this profile are able to set. */
  public static SecretHeader of(Profile profile, Keys keys) {
    return profile == Profile.HUGGING_FACE ? huggingFace(keys) : bearer(keys);
  }

  @Override
  public Verdict verify(Headers headers, byte[] body, Instant now) {
    var given = headers.get(header);
    if (given == null || !given.regionMatches(true, 0, prefix, 0, prefix.length())) {
      return Verdict.doubtful(Doubt.CREDENTIAL_MISSING);
    }
    return keys.contain(given.substring(prefix.length()).strip())
        ? Verdict.genuine()
        : Verdict.doubtful(Doubt.CREDENTIAL_WRONG);
  }
}
