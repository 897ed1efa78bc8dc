package io.aims.incident.mapping;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One line of a mapping: what bears a name like this is about that system.
 *
 * @param by which name is looked at
 * @param label which label, of a rule by {@code LABEL}: one of those that tell signals apart
 * @param matches the exact name, in the letters that the monitor uses; {@code *} stands for any characters, none included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rule(@NotNull By by,
    @Nullable @Size(min = 1, max = 200) @Pattern(regexp = PLAIN, message = PLAIN_WORDS) String label,
    @NotBlank @Size(max = LONGEST) @Pattern(regexp = PLAIN, message = PLAIN_WORDS) String matches,
    @NotNull UUID systemId) {
  private static final int LONGEST = 500;
  private static final String PLAIN = "[^\\p{Cntrl}]*";
  private static final String PLAIN_WORDS = "must have no control characters";

  /** The names that a monitor gives: of a system, of a model, or in a label. */
  public enum By {
    SYSTEM_REF, MODEL_REF, LABEL;

    /** The name that is borne; null when there is none. */
    public @Nullable String of(Bearing bearing, @Nullable String label) {
      return switch (this) {
        case SYSTEM_REF -> bearing.systemRef();
        case MODEL_REF -> bearing.modelRef();
        case LABEL -> label == null ? null : bearing.labels().get(label);
      };
    }
  }

  /** Whether {@code name} can be what a rule matches, and means nothing but itself there. */
  public static boolean isExact(String name) {
    return !name.isBlank() && name.length() <= LONGEST && name.matches(PLAIN) && name.indexOf('*') < 0;
  }

  public boolean means(Bearing bearing) {
    var name = by.of(bearing, label);
    return name != null && Glob.matches(matches, name);
  }
}
