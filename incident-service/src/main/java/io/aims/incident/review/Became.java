package io.aims.incident.review;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What an accepted proposal became, and where it is kept.
 *
 * @param service e.g. {@code audit-service}
 * @param type as the service calls it, e.g. {@code corrective-action}
 * @param partOfId what it is a part of there, e.g. the nonconformity or the risk; null when it stands alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Became(String service, String type, UUID id, @Nullable UUID partOfId) {}
