package io.aims.incident.link;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A link as the API shows it.
 *
 * @param target of a risk its id, of a control its id in Annex A, of a supplier its name
 * @param reference of a risk
 * @param effect whether the risk was flagged, or the control downgraded, because of the incident
 * @param linkedBy the person who linked it; absent when it was only an effect
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LinkView(UUID id, LinkedTo to, String target, @Nullable String reference, boolean effect,
    @Nullable UUID linkedBy, Instant since) {}
