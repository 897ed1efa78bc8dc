package io.aims.incident.signal.vendor;

import com.fasterxml.jackson.databind.JsonNode;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Reading;

/** Reads one vendor's format. */
@FunctionalInterface
interface Adapter {
  Reading read(Headers headers, JsonNode root);
}
