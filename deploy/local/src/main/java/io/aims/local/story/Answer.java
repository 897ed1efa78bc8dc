package io.aims.local.story;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What the gateway answered. */
public record Answer(int status, HttpHeaders headers, byte[] bytes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The body as JSON; a missing node when it is none. */
  public JsonNode body() {
    try {
      return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public String id() {
    return body().path("id").asText();
  }

  public String etag() {
    return headers.firstValue("ETag").orElse("");
  }

  /** This answer, when its status is {@code expected}; otherwise the story can't go on. */
  public Answer expect(int expected) {
    if (status != expected) {
      throw new StoryBroken("Expected status %d, got %d: %s".formatted(expected, status, text()));
    }
    return this;
  }
}
