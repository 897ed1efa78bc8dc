package io.aims.incident.signal;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a profile makes of a delivery: what it holds, or a named reason why that is nothing for us. */
public sealed interface Reading {

  /**
   * The delivery was understood; it may hold no signal.
   *
   * @param unknownFields paths of fields that the vendor has added since we looked, to be counted, never refused
   * @param passedOver what is odd about events beside the understood ones, of which nothing was made
   */
  record Understood(List<Signal> signals, List<ModelEvent> modelEvents, Set<String> unknownFields,
      Set<Quarantined.Why> passedOver)
      implements
        Reading {
    public Understood {
      signals = List.copyOf(signals);
      modelEvents = List.copyOf(modelEvents);
      unknownFields = Set.copyOf(unknownFields);
      passedOver = Set.copyOf(passedOver);
    }

    public Understood(List<Signal> signals, List<ModelEvent> modelEvents) {
      this(signals, modelEvents, Set.of(), Set.of());
    }

    public static Understood of(List<Signal> signals) {
      return new Understood(signals, List.of());
    }

    public static Understood of(Signal signal) {
      return of(List.of(signal));
    }

    public static Understood of(ModelEvent event) {
      return new Understood(List.of(), List.of(event));
    }

    public Understood noting(Set<String> fields) {
      return new Understood(signals, modelEvents, fields, passedOver);
    }
  }

  /** A proper delivery that says nothing of interest; it is acknowledged and its body is not kept. */
  record Ignored(Why why) implements Reading {

    /** What it is instead. */
    public enum Why {
      /** Requests and answers of a model: may hold personal data, never kept. */
      INFERENCE_PAYLOAD,
      /** The sender's own affairs, e.g. a job that ended well. */
      LIFE_CYCLE,
      /** Somebody took an alert in the vendor's tool. */
      ACKNOWLEDGEMENT,
      /** A monitor that can't tell for lack of data says neither that it is bad nor that it is good. */
      MONITOR_WITHOUT_DATA,
      /** A guard that let something pass. */
      NOT_FLAGGED
    }
  }

  /**
   * The sender asks whether it is expected here. Nothing of it may be answered or fetched before the topic is known to
   * be registered for the source.
   *
   * @param topic what the sender calls the stream of events
   * @param confirmUrl what would have to be fetched to confirm; null when the answer itself confirms
   * @param answer the JSON body of the answer; null when there is none
   */
  record Handshake(Purpose purpose, String topic, @Nullable String confirmUrl, @Nullable String answer)
      implements
        Reading {

    /** What is to be confirmed. */
    public enum Purpose {
      EVENT_GRID_VALIDATION, SNS_SUBSCRIPTION, SNS_UNSUBSCRIPTION
    }
  }

  /** Nothing we can read, from a sender that would send it for ever if told so: kept for a person to look at. */
  record Quarantined(Why why) implements Reading {

    /** What is odd about it. */
    public enum Why {
      NOT_JSON, NO_MESSAGE, OPAQUE_MESSAGE, EVENT_TYPE_UNKNOWN, OUT_OF_BOUNDS
    }
  }

  /**
   * The delivery is not of the profile's format.
   *
   * @param at the place within the body, as a JSON pointer; null when it is the whole
   */
  record Rejected(Rejection why, @Nullable String at) implements Reading {
    public Rejected(Rejection why) {
      this(why, null);
    }

    /** For the sender. */
    public String words() {
      return at == null ? why.words() : why.words() + " See " + at + ".";
    }
  }

  /** Why a delivery can't be read. */
  enum Rejection {
    NOT_JSON, NOT_AN_OBJECT, NOT_A_LIST, NO_ALERTS, ALERT_NOT_AN_OBJECT, STATUS_UNKNOWN, NO_EVENT_TYPE, NO_ACTION, NO_DEDUP_KEY, NO_PAYLOAD, NO_SUBJECT, NOT_NATIVE, PAYLOAD_IN_BATCH, TOO_MANY_SIGNALS, TOO_MANY_LABELS, LABEL_TOO_LONG;

    /** For the sender. */
    public String words() {
      return switch (this) {
        case NOT_JSON -> "The body is not JSON.";
        case NOT_AN_OBJECT -> "The body has to be a JSON object.";
        case NOT_A_LIST -> "The body has to be a JSON array of events.";
        case NO_ALERTS -> "The body has no list of alerts.";
        case ALERT_NOT_AN_OBJECT -> "An alert in the list is not a JSON object.";
        case STATUS_UNKNOWN -> "The status of an alert is neither firing nor resolved.";
        case NO_EVENT_TYPE -> "The type of the event is missing.";
        case NO_ACTION -> "What the event asks for is missing or unknown.";
        case NO_DEDUP_KEY -> "An event that ends an alert has to name its key.";
        case NO_PAYLOAD -> "An event that begins an alert has to have a payload.";
        case NO_SUBJECT -> "The event does not say what it is about.";
        case NOT_NATIVE -> "The body does not keep to the schema of native events.";
        case PAYLOAD_IN_BATCH -> "Requests and answers of a model are not taken together with other events.";
        case TOO_MANY_SIGNALS -> "A delivery may hold at most 10,000 signals.";
        case TOO_MANY_LABELS -> "A signal may have at most 128 labels.";
        case LABEL_TOO_LONG -> "The names and values of labels may have at most 4096 characters.";
      };
    }
  }
}
