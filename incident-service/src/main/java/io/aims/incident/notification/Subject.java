package io.aims.incident.notification;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What somebody is told about.
 *
 * @param incidentId null for none
 * @param clockId the legal period of that incident; null for none
 */
public record Subject(@Nullable UUID incidentId, @Nullable UUID clockId) {
  static final Subject NONE = new Subject(null, null);

  public static Subject incident(UUID incidentId) {
    return new Subject(incidentId, null);
  }

  public static Subject clock(UUID incidentId, UUID clockId) {
    return new Subject(incidentId, clockId);
  }
}
