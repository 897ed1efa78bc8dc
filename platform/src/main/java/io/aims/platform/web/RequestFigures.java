package io.aims.platform.web;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Requests are measured by path only: bytes and connections of all of them together would move with those that are not
 * measured, and tell when somebody has raised a concern.
 */
class RequestFigures {
  private static final String BY_PATH = "http.server.requests";

  @Produces
  @Singleton
  MeterFilter onlyByPath() {
    return MeterFilter.deny(meter -> meter.getName().startsWith("http.server.") && !meter.getName().equals(BY_PATH));
  }
}
