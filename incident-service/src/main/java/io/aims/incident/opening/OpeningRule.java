package io.aims.incident.opening;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.incident.signal.Kind;

/**
 * From which severity on signals of a kind open an incident by themselves.
 *
 * @param kind null for all kinds that have no rule of their own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OpeningRule(@Nullable Kind kind, Threshold opensFrom) {}
