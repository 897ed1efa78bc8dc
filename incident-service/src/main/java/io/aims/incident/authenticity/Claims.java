package io.aims.incident.authenticity;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a verified token says; signature and times have been checked by who made this. */
public record Claims(String issuer, List<String> audience, @Nullable String subject, @Nullable String email,
    boolean emailVerified, @Nullable String clientId) {}
