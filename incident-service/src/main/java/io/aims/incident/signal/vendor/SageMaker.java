package io.aims.incident.signal.vendor;

import java.util.Locale;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.ModelEvent;
import io.aims.incident.signal.ModelEvent.Action;
import io.aims.incident.signal.ModelEvent.Subject;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.SignalStatus;

/** Reads state changes of Amazon SageMaker: endpoints that go down or come up, monitors that find violations. */
final class SageMaker {
  private static final String VIOLATIONS = "CompletedWithViolations";

  private SageMaker() {}

  static Reading event(String type, JsonNode event) {
    return switch (type) {
      case "SageMaker Endpoint State Change" -> endpoint(event);
      case "SageMaker Processing Job State Change" -> monitoring(event);
      case "SageMaker Model Package State Change" -> modelPackage(event);
      default -> type.startsWith("SageMaker ") && type.endsWith(" Change")
          ? new Ignored(Ignored.Why.LIFE_CYCLE)
          : new Quarantined(Quarantined.Why.EVENT_TYPE_UNKNOWN);
    };
  }

  private static Reading endpoint(JsonNode event) {
    var detail = event.path("detail");
    var arn = event.path("resources").path(0).isTextual()
        ? event.path("resources").path(0)
        : detail.path("EndpointArn");
    var endpoint = resource(Values.text(arn, Values.TEXT));
    if (endpoint == null) {
      return new Rejected(Rejection.NO_SUBJECT);
    }
    var status = switch (detail.path("EndpointStatus").asText().replace("_", "").toLowerCase(Locale.ROOT)) {
      case "inservice" -> SignalStatus.RESOLVED;
      case "failed", "outofservice", "updaterollbackfailed" -> SignalStatus.FIRING;
      default -> null;
    };
    return status == null
        ? new Ignored(Ignored.Why.LIFE_CYCLE)
        : Understood.of(new Draft(status, Kind.AVAILABILITY).of(endpoint, null)
            .key("sagemaker", Values.text(arn, Values.TEXT))
            .at(Times.time(event.path("time")))
            .measured("EndpointStatus", null, null)
            .summary(Values.text(detail.path("FailureReason"), Values.TEXT))
            .told("resource", Values.text(arn, Values.TEXT))
            .signal());
  }

  /** Model monitor runs as a processing job of its schedule; a job that ends well has found nothing. */
  private static Reading monitoring(JsonNode event) {
    var detail = event.path("detail");
    var schedule = Values.text(detail.path("MonitoringScheduleArn"), Values.TEXT);
    if (schedule == null || !detail.path("ProcessingJobStatus").asText().equals("Completed")) {
      return new Ignored(Ignored.Why.LIFE_CYCLE);
    }
    var message = Values.text(detail.path("ExitMessage"), Values.TEXT);
    var found = message != null && message.startsWith(VIOLATIONS);
    var hinted = Conventions.PUBLISHED.kind(null, schedule);
    return Understood.of(new Draft(found ? SignalStatus.FIRING : SignalStatus.RESOLVED,
        hinted == Kind.UNKNOWN ? Kind.DATA_QUALITY : hinted).of(resource(schedule), null)
        .key("sagemaker", schedule)
        .at(Times.time(event.path("time")))
        .summary(message)
        .told("resource", schedule)
        .signal());
  }

  private static Reading modelPackage(JsonNode event) {
    var detail = event.path("detail");
    var group = Values.name(detail.path("ModelPackageGroupName"));
    var name = group == null ? Values.name(detail.path("ModelPackageName")) : group;
    if (name == null) {
      return new Rejected(Rejection.NO_SUBJECT);
    }
    var facts = new TreeMap<String, String>();
    var approval = Values.name(detail.path("ModelApprovalStatus"));
    if (approval != null) {
      facts.put("approval", approval);
    }
    return Understood.of(new ModelEvent(Subject.MODEL, name, Values.name(detail.path("ModelPackageVersion")),
        Action.UPDATED, "version", facts, Times.time(event.path("time"))));
  }

  /** {@code endpoint/name} of {@code arn:aws:sagemaker:region:account:endpoint/name}. */
  private static @Nullable String resource(@Nullable String arn) {
    var parts = arn == null ? new String[0] : arn.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn") ? Values.text(parts[5], Values.NAME) : null;
  }
}
