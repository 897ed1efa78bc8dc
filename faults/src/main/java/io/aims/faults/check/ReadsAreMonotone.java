package io.aims.faults.check;

import java.util.stream.Stream;

/** A reader is never shown an older version than the one it was shown, or told after its own write, before. */
final class ReadsAreMonotone implements Invariant {

  @Override
  public String promise() {
    return "own writes are read, reads are monotone";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.client()
        .readings()
        .stream()
        .filter(reading -> reading.version() < reading.atLeast())
        .map(reading -> "the %s knew version %d of %s and was shown %d".formatted(reading.reader(), reading.atLeast(),
            reading.what(), reading.version()));
  }
}
