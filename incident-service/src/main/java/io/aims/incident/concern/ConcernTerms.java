package io.aims.incident.concern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Until when reporters are owed what, as published data: {@code reference/concern-terms-1.json}. */
record ConcernTerms(String version, String source, Term acknowledgement, Term feedback, Term retaliationFollowUp) {

  /** So many days or months. */
  record Term(int amount, ChronoUnit unit) {
    LocalDate after(LocalDate day) {
      return day.plus(amount, unit);
    }
  }

  static ConcernTerms load() {
    try (var file = ConcernTerms.class.getResourceAsStream("/reference/concern-terms-1.json")) {
      return new ObjectMapper().readValue(file, ConcernTerms.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
