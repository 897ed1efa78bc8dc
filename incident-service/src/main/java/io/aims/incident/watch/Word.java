package io.aims.incident.watch;

import java.util.UUID;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.incident.signal.SignalKey;

/** A statement with the signal that it is about. */
public record Word(SignalKey key, UUID sourceId, UUID systemId, Kind kind, Severity severity, Statement statement) {}
