package io.aims.incident.notification;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that has to reach somebody.
 *
 * @param incidentId the incident that it is about; null for none
 */
public record Call(UUID tenant, Occasion occasion, @Nullable UUID incidentId, Message message, Circles circles) {}
