package io.aims.local.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.aims.local.stack.Trouble;

/** Makes a token readable for people; verifies nothing. */
public final class TokenText {
  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private TokenText() {}

  /** The claims of a JSON Web Token as indented JSON. */
  public static String claims(String token) {
    var parts = token.split("\\.");
    if (parts.length != 3) {
      throw new Trouble("This is no JSON Web Token: it has %d parts instead of 3.".formatted(parts.length));
    }
    try {
      return JSON.writeValueAsString(JSON.readTree(Base64.getUrlDecoder().decode(parts[1])));
    } catch (IllegalArgumentException e) {
      throw new Trouble("This is no JSON Web Token: its second part is not base64url.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
