package io.aims.incident.reference;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads a versioned reference file; strictly, so that a misspelt property stops the start and not a decision. */
public final class ReferenceFile {
  private static final JsonMapper STRICT = JsonMapper.builder()
      .findAndAddModules()
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private ReferenceFile() {}

  /** The content of {@code /reference/NAME.json} as {@code shape}. */
  public static <T> T read(String name, Class<T> shape) {
    var resource = "/reference/" + name + ".json";
    try (var in = ReferenceFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("There is no reference file " + resource);
      }
      return STRICT.readValue(in, shape);
    } catch (IOException e) {
      throw new UncheckedIOException("The reference file " + resource + " can't be read", e);
    }
  }
}
