package io.aims.incident.containment;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A containment as the API shows it.
 *
 * @param altersSystem whether the system is no longer what it was when it did harm
 * @param evidencePreserved whether the system as it was had been secured before; absent when it is not altered
 * @param occurredAt as it was said then; the timeline knows what was corrected since
 * @param author opaque id of a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContainmentView(UUID id, Containment containment, boolean altersSystem,
    @Nullable Boolean evidencePreserved, Instant occurredAt, Instant recordedAt, String author, String reason) {}
