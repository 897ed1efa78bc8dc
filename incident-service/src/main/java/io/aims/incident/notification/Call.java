package io.aims.incident.notification;

import java.util.UUID;

/** Something that has to reach somebody. */
public record Call(UUID tenant, Occasion occasion, Subject subject, Message message, Circles circles) {}
