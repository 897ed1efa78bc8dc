package io.aims.risk.risk;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** What could go wrong: where it belongs, and in words why it would happen and what would follow. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RiskStatement(
    @NotNull Theme theme,
    @Nullable Taxonomy taxonomy,
    @Nullable @Size(max = 40) String taxonomyId,
    @NotBlank @Size(max = 200) String title,
    @NotBlank @Size(max = 4000) String cause,
    @NotBlank @Size(max = 4000) String consequence) {}
