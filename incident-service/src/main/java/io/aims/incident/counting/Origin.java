package io.aims.incident.counting;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Of what an incident comes: a monitor's signal, or what people were told. */
public sealed interface Origin {

  /** The signal that opens it, and the delivery that carried that one last. */
  record FirstSignal(UUID hookSourceId, UUID signalId, UUID deliveryId, @Nullable String metric, @Nullable Double value,
      @Nullable Double threshold, @Nullable String modelRef) implements Origin {}

  /**
   * What people were told.
   *
   * @param monitoringRoundId the round of a monitoring plan that has found it; null when somebody else has told
   */
  record Told(ReportedBy by, @Nullable UUID monitoringRoundId, String title, @Nullable String summary)
      implements
        Origin {

    /** What people wrote, by field. */
    public Map<String, String> texts() {
      var texts = new TreeMap<>(Map.of("title", title));
      if (summary != null) {
        texts.put("summary", summary);
      }
      return texts;
    }
  }
}
