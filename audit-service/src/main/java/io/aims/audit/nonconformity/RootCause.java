package io.aims.audit.nonconformity;

import java.time.Instant;
import java.util.UUID;

/** Why it could happen, and how that was found out. */
record RootCause(RootCauseMethod method, String text, UUID by, Instant at) {}
