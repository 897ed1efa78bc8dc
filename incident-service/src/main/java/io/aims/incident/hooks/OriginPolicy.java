package io.aims.incident.hooks;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.aims.incident.hooks.Admission.TurnedAway;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.answer.Outcome;
import io.aims.incident.source.SourceDirectory.Listing;

/**
 * Whether a sender of CloudEvents hears that its events are expected (HTTP 1.1 Web Hooks for Event Delivery 1.0.2,
 * section 4).
 *
 * <p>The question shows nothing of who asks, and the answer lets nobody in: each delivery has to show that. So who asks
 * about a source that takes no such events, or takes none at present, is told what they would be told of none.
 */
final class OriginPolicy {
  /** By which Event Grid calls itself in each of Azure's clouds, as Azure's own receiver for functions knows them. */
  private static final Set<String> EVENT_GRID = Set.of("eventgrid.azure.net", "eventgrid.azure.us",
      "eventgrid.azure.cn", "eventgrid.azure.eaglex.ic.gov", "eventgrid.azure.microsoft.scloud");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");
  private static final int NAME_LENGTH = 253;

  private OriginPolicy() {}

  /** Why the answer is no; null when it is yes. */
  static @Nullable TurnedAway refusal(Listing source, String origin) {
    if (!asks(source.profile())) {
      return new TurnedAway(Outcome.UNKNOWN_SOURCE, "HANDSHAKE_NOT_OF_PROFILE");
    }
    if (!source.enabled()) {
      return new TurnedAway(Outcome.UNKNOWN_SOURCE, "DISABLED");
    }
    return expected(source.profile(), origin) ? null : new TurnedAway(Outcome.FORBIDDEN, "ORIGIN_UNEXPECTED");
  }

  private static boolean asks(Profile profile) {
    return switch (profile) {
      case EVENT_GRID, CLOUDEVENTS -> true;
      case ALERTMANAGER, GRAFANA, PAGERDUTY, SNS, EVENTBRIDGE, PUBSUB, DATADOG, MLFLOW, LANGFUSE, HUGGING_FACE,
          NATIVE ->
        false;
    };
  }

  /** Whoever sends CloudEvents calls itself as it likes; what is no name of the DNS is not handed back. */
  private static boolean expected(Profile profile, String origin) {
    return profile == Profile.EVENT_GRID
        ? EVENT_GRID.contains(origin.toLowerCase(Locale.ROOT))
        : origin.length() <= NAME_LENGTH && NAME.matcher(origin).matches();
  }
}
