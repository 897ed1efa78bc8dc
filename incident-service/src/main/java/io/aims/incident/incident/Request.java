package io.aims.incident.incident;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.Cause;
import io.aims.platform.identity.Caller;
import io.aims.platform.web.IfMatch;

/** A person's decision about one incident, the version of it that the person had seen, and why. */
record Request(Caller person, UUID id, @Nullable IfMatch condition, String reason) {

  Cause cause() {
    return Cause.of(person, reason);
  }
}
