package io.aims.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Finds the schema and the example of an event type on the class path. */
public final class Contracts {
  private Contracts() {}

  /** JSON Schema (draft 2020-12) of the {@code data} of {@code type}, e.g. {@code aims.audit.nonconformity.raised.v1}. */
  public static String schema(String type) {
    return read("/schemas/" + context(type) + "/" + type + ".schema.json");
  }

  /** A whole event of {@code type}, envelope and data. */
  public static String example(String type) {
    return read("/examples/" + context(type) + "/" + type + ".json");
  }

  /** JSON Schema of the envelope that all events share. */
  public static String envelopeSchema() {
    return read("/schemas/envelope.schema.json");
  }

  private static String context(String type) {
    var parts = type.split("\\.");
    if (parts.length < 5 || !parts[0].equals("aims")) {
      throw new IllegalArgumentException("Not an event type of ours: " + type);
    }
    return parts[1];
  }

  private static String read(String resource) {
    try (var in = Contracts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("Not published: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
