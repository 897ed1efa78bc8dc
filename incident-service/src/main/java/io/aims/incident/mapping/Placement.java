package io.aims.incident.mapping;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Which system a signal is about, and how that is known.
 *
 * @param rule the place of the rule in its mapping, from 0; null when no rule has said it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Placement(UUID systemId, By by, @Nullable Integer rule) {

  /**
   * What the source is bound to, a rule of the source, a person for that one signal, the system's name, or where the signal
   * has fired before.
   */
  public enum By {
    BINDING, RULE, ASSIGNMENT, NAME, EARLIER
  }

  public static Placement by(By by, UUID systemId) {
    return new Placement(systemId, by, null);
  }
}
