package io.aims.incident.notification;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What somebody is told about.
 *
 * @param incidentId whose response it is a part of; null for none
 * @param id the incident itself, or the legal period, task, communication or round that the occasion speaks of; null for
 *     none
 */
public record Subject(@Nullable UUID incidentId, @Nullable UUID id) {
  static final Subject NONE = new Subject(null, null);

  public static Subject incident(UUID incidentId) {
    return new Subject(incidentId, incidentId);
  }

  /** Something that belongs to an incident. */
  public static Subject of(UUID incidentId, UUID id) {
    return new Subject(incidentId, id);
  }

  /** Something that belongs to none. */
  public static Subject of(UUID id) {
    return new Subject(null, id);
  }
}
