package io.aims.audit.nonconformity;

import java.time.Instant;
import java.util.UUID;

/** What was done at once to stop or repair the effect. */
record Correction(String text, UUID by, Instant at) {}
