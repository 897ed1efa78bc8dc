package io.aims.platform.event;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A fact about one aggregate, as a record of ids, enumerations, numbers and names; it names its type with {@link EventType}.
 *
 * <p>Free text does not belong into the record: {@link #texts()} hands it to the event log, which publishes only a
 * salted commitment, so that the text can be redacted later while every proof stays valid.
 */
public interface DomainEvent {

  /** Free text of this change by field name; empty when there is none. */
  @JsonIgnore
  default Map<String, String> texts() {
    return Map.of();
  }
}
