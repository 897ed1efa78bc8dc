package io.aims.platform.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A request that the domain turns down; it knows nothing of HTTP, {@link ProblemMapper} gives it its status.
 *
 * <p>Refusals are expected outcomes: they carry no stack trace and are never logged as errors.
 */
public abstract sealed class Refusal extends RuntimeException {

  private Refusal(String message) {
    super(message, null, false, false);
  }

  /** The addressed thing does not exist for this caller; another organisation's thing looks exactly the same. */
  public static final class NotFound extends Refusal {
    public NotFound(String what) {
      super("There is no such " + what + ".");
    }
  }

  /** The content is well formed but breaks a rule; each violation names the field by JSON path. */
  public static final class Invalid extends Refusal {
    private final List<Violation> violations;

    public Invalid(List<Violation> violations) {
      super("The content breaks a rule.");
      this.violations = List.copyOf(violations);
    }

    public Invalid(String field, String rule) {
      this(List.of(new Violation(field, rule)));
    }

    public List<Violation> violations() {
      return violations;
    }
  }

  /** A body refers to something that does not exist for this caller. */
  public static final class UnknownReference extends Refusal {
    private final String field;

    public UnknownReference(String field) {
      super("The reference in '" + field + "' leads nowhere.");
      this.field = field;
    }

    public String field() {
      return field;
    }
  }

  /** The transition is not possible in the present state; {@link #allowed()} lists what is. */
  public static final class NotAllowedNow extends Refusal {
    private final String state;
    private final Set<String> allowed;

    public NotAllowedNow(String command, String state, Set<String> allowed) {
      super("'" + command + "' is not possible while the state is " + state + ".");
      this.state = state;
      this.allowed = Set.copyOf(allowed);
    }

    /** Refuses {@code command} unless {@code allowed} in {@code state}; constants are told in small letters. */
    public static <C extends Enum<C>> void unless(Set<C> allowed, C command, Enum<?> state) {
      if (!allowed.contains(command)) {
        throw new NotAllowedNow(word(command), state.name(), words(allowed));
      }
    }

    /** Commands as they are told, in order. */
    public static Set<String> words(Set<? extends Enum<?>> commands) {
      return commands.stream().map(NotAllowedNow::word).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String word(Enum<?> command) {
      return command.name().toLowerCase(Locale.ROOT);
    }

    public String state() {
      return state;
    }

    public Set<String> allowed() {
      return allowed;
    }
  }

  /** The same person may not do both halves of a decision (four eyes, independence). */
  public static final class FourEyes extends Refusal {
    public FourEyes(String rule) {
      super(rule);
    }
  }

  /** The caller is known but may not do this. */
  public static final class Forbidden extends Refusal {
    public Forbidden(String why) {
      super(why);
    }
  }

  /** The caller decided on an older version than the present one. */
  public static final class Stale extends Refusal {
    public Stale() {
      super("The resource has changed since you read it; read it again and decide anew.");
    }
  }

  /** A conditional write came without its condition. */
  public static final class ConditionMissing extends Refusal {
    public ConditionMissing() {
      super("Send If-Match with the ETag of the version you decided upon.");
    }
  }

  /** The request can't be read: broken syntax, a wrong type, a bad cursor or header. */
  public static final class Malformed extends Refusal {
    public Malformed(String why) {
      super(why);
    }
  }

  /** Another thing already holds what must be unique. */
  public static final class Taken extends Refusal {
    public Taken(String what) {
      super(what);
    }
  }

  /** Another try of what had failed has failed as well; the message is the new cause. */
  public static final class FailedAgain extends Refusal {
    public FailedAgain(String cause) {
      super(cause);
    }
  }

  /** An Idempotency-Key was used again with another request. */
  public static final class KeyReused extends Refusal {
    public KeyReused() {
      super("This Idempotency-Key was used for a different request.");
    }
  }

  /** The answer would be wrong or unsafe right now; the caller may try again. */
  public static final class NotReady extends Refusal {
    private final Duration retryAfter;

    public NotReady(String why, Duration retryAfter) {
      super(why);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** One broken rule: the JSON path of the field and the rule in words. */
  public record Violation(String field, String rule) {}

  /** Returns {@code found}, or refuses as not found. */
  public static <T> T orNotFound(@org.jspecify.annotations.Nullable T found, String what) {
    if (found == null) {
      throw new NotFound(what);
    }
    return found;
  }

  /** Parses a path id; anything that is no UUID is an unknown id, so that ids can't be probed by syntax. */
  public static UUID id(String text, String what) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFound(what);
    }
  }
}
