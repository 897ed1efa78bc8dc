package io.aims.incident.signal.vendor;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;

/** Gives each profile its adapter: parse, read, keep within bounds, note what the vendor has added. */
public final class Readers {
  private Readers() {}

  /** Never throws for what a sender can send. */
  public static Reading read(Profile profile, Headers headers, byte[] body) {
    if (profile == Profile.CLOUDEVENTS && CloudEvents.carriesInference(headers)) {
      return new Ignored(Ignored.Why.INFERENCE_PAYLOAD);
    }
    var root = profile == Profile.NATIVE ? Json.parseStrictly(body) : Json.parse(body);
    var reading = root == null ? new Rejected(Rejection.NOT_JSON) : read(profile, headers, root);
    return profile == Profile.PUBSUB && reading instanceof Rejected rejected ? setAside(rejected) : reading;
  }

  private static Reading read(Profile profile, Headers headers, JsonNode root) {
    var reading = adapter(profile).read(headers, root);
    if (reading instanceof Understood understood) {
      var bounded = Bounds.within(understood);
      return bounded instanceof Understood within ? within.noting(SchemaDrift.in(profile, root)) : bounded;
    }
    return reading;
  }

  /** Whether nobody reads a field at this path of the profile. */
  public static boolean unknown(Profile profile, String path) {
    return SchemaDrift.unknown(profile, path);
  }

  /** The body as it is kept: without the credential that some senders put into it. */
  public static byte[] kept(Profile profile, byte[] body) {
    return profile == Profile.PAGERDUTY ? PagerDuty.withoutKey(body) : body;
  }

  /** Pub/Sub sends for ever what is refused. */
  private static Quarantined setAside(Rejected rejected) {
    return new Quarantined(
        rejected.why() == Rejection.NOT_JSON ? Quarantined.Why.NOT_JSON : Quarantined.Why.OUT_OF_BOUNDS);
  }

  private static Adapter adapter(Profile profile) {
    return switch (profile) {
      case ALERTMANAGER -> Alertmanager::read;
      case GRAFANA -> Grafana::read;
      case CLOUDEVENTS -> CloudEvents::read;
      case PAGERDUTY -> PagerDuty::read;
      case SNS -> Sns::read;
      case EVENTBRIDGE -> EventBridge::read;
      case EVENT_GRID -> EventGrid::read;
      case PUBSUB -> PubSub::read;
      case DATADOG -> Datadog::read;
      case MLFLOW -> MlflowRegistry::read;
      case LANGFUSE -> LangfusePrompts::read;
      case HUGGING_FACE -> HuggingFaceHub::read;
      case NATIVE -> NativeEvent::read;
    };
  }
}
