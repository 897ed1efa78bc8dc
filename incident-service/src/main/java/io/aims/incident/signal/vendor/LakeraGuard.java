package io.aims.incident.signal.vendor;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalStatus;

/**
 * Reads an answer of Lakera Guard that an application forwards within a native event: one signal for each detector that
 * has found something. What was found in a request is not unfound by the next one: a guard reports no end.
 */
final class LakeraGuard {
  private static final JsonNode NOTHING = MissingNode.getInstance();

  private LakeraGuard() {}

  static Reading read(@Nullable String systemRef, @Nullable String modelRef, JsonNode time, JsonNode result) {
    if (!result.path("flagged").isBoolean()) {
      return new Rejected(Rejection.STATUS_UNKNOWN);
    }
    if (!result.path("flagged").booleanValue()) {
      return new Ignored(Ignored.Why.NOT_FLAGGED);
    }
    var signals = new ArrayList<Signal>();
    for (var row : result.path("breakdown")) {
      if (row.path("detected").asBoolean()) {
        signals.add(signal(systemRef, modelRef, time, row));
      }
    }
    return Understood.of(signals.isEmpty() ? List.of(signal(systemRef, modelRef, time, NOTHING)) : signals);
  }

  private static Signal signal(@Nullable String systemRef, @Nullable String modelRef, JsonNode time, JsonNode row) {
    var named = Values.name(row.path("detector_type"));
    var detector = named == null ? "unnamed" : named;
    return new Draft(SignalStatus.FIRING, Conventions.PUBLISHED.detected(detector)).of(systemRef, modelRef)
        .key("lakera", Values.name(row.path("project_id")), Values.name(row.path("detector_id")))
        .since(Times.time(time))
        .told("system", systemRef)
        .told("model", modelRef)
        .told("detector", detector)
        .told("project", Values.name(row.path("project_id")))
        .told("policy", Values.name(row.path("policy_id")))
        .signal();
  }
}
