package io.aims.audit.nonconformity;

import java.time.Instant;
import java.util.UUID;

/** What an independent person found: do the corrective actions keep it from happening again? */
record EffectivenessCheck(boolean effective, UUID verifierId, String reason, Instant at) {}
