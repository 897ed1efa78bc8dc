package io.aims.incident.source;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.signal.Profile;

/**
 * Lets a sender report on an AI system, or on many.
 *
 * @param systemId what all it says is about; null for a source that many systems share
 * @param authentication how senders show who they are; null means the way that is recommended for the profile
 * @param senderClientId the identity provider's client id that the monitor signs in with, when it signs in
 */
record RegisterHookSource(
    @NotBlank @Size(max = 200) String name,
    @NotNull Profile profile,
    @Nullable UUID systemId,
    @Nullable Authentication authentication,
    @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,254}", message = "must be a client id") String senderClientId,
    @Nullable @Size(max = 4000) String reason) {}
