package io.aims.incident.source;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Profile;

/**
 * Lets a machine client report on an AI system.
 *
 * @param senderClientId the identity provider's client id that the monitor signs in with
 */
record RegisterHookSource(
    @NotBlank @Size(max = 200) String name,
    @NotNull Profile profile,
    @NotNull UUID systemId,
    @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,254}", message = "must be a client id") String senderClientId,
    @Nullable @Size(max = 4000) String reason) {}
