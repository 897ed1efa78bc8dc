package io.aims.incident.hooks;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.signal.Profile;
import io.aims.incident.signal.answer.Outcome;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts by profile what became of deliveries and why, and the fields that vendors have added. */
@ApplicationScoped
class HookMetrics {
  private final MeterRegistry metrics;

  HookMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** @param reason one of a fixed set of names; empty when the outcome needs none */
  void count(Profile profile, Outcome outcome, String reason) {
    metrics.counter("aims.hooks", "profile", profile.name(), "outcome", outcome.name(), "reason", reason).increment();
  }

  void unknownFields(Profile profile, int fields) {
    if (fields > 0) {
      metrics.counter("aims.hooks.unknown.fields", "profile", profile.name()).increment(fields);
    }
  }
}
