package io.aims.incident.delivery;

import java.util.UUID;

/**
 * Part of an organisation's hook sources: what they deliver takes its effect in order, and beside that of other lanes. A
 * source stays in its lane, so that its word about a signal overtakes an earlier one only where that has to be tried again.
 */
record Lane(UUID tenant, int number) {
  /** The same in SQL, of the {@code source_id} of a row. */
  static final String OF_SOURCE = "get_byte(uuid_send(source_id), 15) & 3";
  private static final int MASK = 3;

  static Lane of(UUID tenant, UUID source) {
    return new Lane(tenant, (int) source.getLeastSignificantBits() & MASK);
  }
}
