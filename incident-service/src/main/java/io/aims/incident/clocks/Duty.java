package io.aims.incident.clocks;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import io.aims.incident.duty.ClockRule;

/** A rule that holds for an incident in one jurisdiction: from when, until when, and whether it binds already. */
record Duty(ClockRule rule, String jurisdiction, ZoneId zone, Instant from, Instant due, Duration about,
    boolean binding, @Nullable Instant promptFrom) {

  /** Rules of one family are one duty in one jurisdiction. */
  String key() {
    return key(rule.family(), jurisdiction);
  }

  static String key(String family, String jurisdiction) {
    return family + "@" + jurisdiction;
  }
}
