package io.aims.incident.link;

import java.util.UUID;

/** A link that there is, and whether a person has made it. */
public record Linked(UUID id, Target target, boolean byPerson) {}
