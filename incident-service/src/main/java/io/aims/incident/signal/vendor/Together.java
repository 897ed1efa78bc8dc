package io.aims.incident.signal.vendor;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;

import io.aims.incident.signal.ModelEvent;
import io.aims.incident.signal.Reading;
import io.aims.incident.signal.Reading.Handshake;
import io.aims.incident.signal.Reading.Ignored;
import io.aims.incident.signal.Reading.Quarantined;
import io.aims.incident.signal.Reading.Rejected;
import io.aims.incident.signal.Reading.Rejection;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;

/**
 * Makes one reading of the several events of a delivery: what was understood counts, with a note of what was not, and no
 * payload gets kept with it.
 */
final class Together {
  private Together() {}

  static Reading of(List<Reading> readings) {
    if (readings.size() == 1) {
      return readings.getFirst();
    }
    var signals = new ArrayList<Signal>();
    var modelEvents = new ArrayList<ModelEvent>();
    var unknownFields = new HashSet<String>();
    var passedOver = EnumSet.noneOf(Quarantined.Why.class);
    Reading lesser = new Understood(signals, modelEvents);
    var payload = new Ignored(Ignored.Why.INFERENCE_PAYLOAD);
    for (var reading : readings) {
      switch (reading) {
        case Understood understood -> {
          signals.addAll(understood.signals());
          modelEvents.addAll(understood.modelEvents());
          unknownFields.addAll(understood.unknownFields());
        }
        case Ignored ignored -> lesser = lesser instanceof Understood ? ignored : lesser;
        case Quarantined quarantined -> {
          lesser = quarantined;
          passedOver.add(quarantined.why());
        }
        case Rejected rejected -> {
          return rejected;
        }
        case Handshake _ -> {
          return new Rejected(Rejection.NO_EVENT_TYPE);
        }
      }
    }
    if (readings.contains(payload)) {
      return readings.stream().allMatch(payload::equals) ? payload : new Rejected(Rejection.PAYLOAD_IN_BATCH);
    }
    return signals.isEmpty() && modelEvents.isEmpty()
        ? lesser
        : new Understood(signals, modelEvents, unknownFields, passedOver);
  }
}
