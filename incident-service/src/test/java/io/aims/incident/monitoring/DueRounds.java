package io.aims.incident.monitoring;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

/** Opens the rounds whose day has come at once, for tests that would wait for the worker's next look. */
@ApplicationScoped
public class DueRounds {
  private final MonitoringWorker worker;

  DueRounds(MonitoringWorker worker) {
    this.worker = worker;
  }

  public void open() {
    worker.work(Instant.now());
  }
}
