package io.aims.incident.signal;

import java.util.function.Function;

/** The formats of monitors that hooks understand. */
public enum Profile {
  /** Prometheus Alertmanager's webhook, version 4. */
  ALERTMANAGER(AlertmanagerProfile::read);

  private final Function<byte[], Reading> reader;

  Profile(Function<byte[], Reading> reader) {
    this.reader = reader;
  }

  /** Reads the raw bytes of a delivery; never throws for what a sender can send. */
  public Reading read(byte[] body) {
    return reader.apply(body);
  }
}
