package io.aims.platform.relay;

import java.util.UUID;

/** An event of this service as it stands in the topic. */
record Published(UUID tenant, UUID eventId, Place place) {}
