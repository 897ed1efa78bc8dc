package io.aims.incident.communication;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonFormat;

/** What was said, when, how and by whom. */
record Told(@JsonFormat(shape = JsonFormat.Shape.STRING) Instant at, Channel channel, String content, UUID by) {

  /** How it was said. */
  @Schema(name = "CommunicationChannel")
  enum Channel {
    EMAIL, LETTER, TELEPHONE, PORTAL, API, IN_PERSON, WEBSITE, PRESS
  }
}
