package io.aims.incident.source;

import java.util.UUID;

/** A signal that is about another system than was thought. */
public record MovedSignal(UUID signalId, UUID toSystemId) {}
