package io.aims.incident.signal.answer;

import io.aims.incident.signal.Profile;

/**
 * The HTTP status for a sender, chosen so that it tries again exactly when that can help.
 *
 * @param retryAfter whether a {@code Retry-After} header belongs to it
 */
public record Answer(int status, boolean retryAfter) {

  public static Answer to(Profile profile, Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED, QUARANTINED, IGNORED -> of(exactly200(profile) ? 200 : 202);
      case HANDSHAKE -> of(200);
      case REJECTED -> of(redeliversForEver(profile) ? 200 : 400);
      case UNAUTHENTIC -> of(401);
      case FORBIDDEN -> of(403);
      case UNKNOWN_SOURCE -> of(404);
      case DISABLED -> of(409);
      case TOO_LARGE -> of(413);
      case ID_REUSED -> of(redeliversForEver(profile) ? 200 : 422);
      case OVERLOADED, KEYS_UNAVAILABLE -> new Answer(503, true);
    };
  }

  private static Answer of(int status) {
    return new Answer(status, false);
  }

  /** KServe's logger takes no other status for success; Pub/Sub is told the same whatever becomes of its message. */
  private static boolean exactly200(Profile profile) {
    return switch (profile) {
      case CLOUDEVENTS, PUBSUB -> true;
      case ALERTMANAGER, GRAFANA, PAGERDUTY, SNS, EVENTBRIDGE, EVENT_GRID, DATADOG, MLFLOW, LANGFUSE, HUGGING_FACE,
          NATIVE ->
        false;
    };
  }

  /** Pub/Sub sends again whatever is not answered with success; each try has another count within its body. */
  private static boolean redeliversForEver(Profile profile) {
    return switch (profile) {
      case PUBSUB -> true;
      case ALERTMANAGER, GRAFANA, CLOUDEVENTS, PAGERDUTY, SNS, EVENTBRIDGE, EVENT_GRID, DATADOG, MLFLOW, LANGFUSE,
          HUGGING_FACE, NATIVE ->
        false;
    };
  }
}
