package io.aims.incident.opening;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Severity;
import io.aims.platform.refusal.Refusal;

/** What an organisation or one of its sources says about opening; a kind without any rule is left to the wider ones. */
public record OpeningRules(List<OpeningRule> rules) {
  /** Nothing is said. */
  public static final OpeningRules NONE = new OpeningRules(List.of());

  public OpeningRules {
    rules = List.copyOf(rules);
  }

  /**
   * Refuses two rules for the same, and rules that keep what is critical from opening an incident unless whoever writes
   * them says so: legal clocks may run from that moment. Who says so without need has meant something else.
   *
   * @param field what holds the rules in the request
   */
  public OpeningRules acknowledged(String field, @Nullable Boolean silencesCritical) {
    var kinds = new HashSet<@Nullable Kind>();
    for (var i = 0; i < rules.size(); i++) {
      if (!kinds.add(rules.get(i).kind())) {
        throw new Refusal.Invalid(field + "[" + i + "].kind", "has a rule already");
      }
    }
    if (silencesCritical() != Boolean.TRUE.equals(silencesCritical)) {
      throw new Refusal.Invalid("silencesCritical", silencesCritical()
          ? "has to be true, as by these rules signals that are critical open nothing"
          : "is not so: by these rules everything that is critical opens an incident");
    }
    return this;
  }

  /** Whether some signals that are critical open nothing by these rules. */
  public boolean silencesCritical() {
    return rules.stream().anyMatch(rule -> !rule.opensFrom().opens(Severity.CRITICAL));
  }

  /** The rule of just that kind. */
  Optional<OpeningRule> of(Kind kind) {
    return rules.stream().filter(rule -> rule.kind() == kind).findFirst();
  }

  /** The rule of all other kinds. */
  Optional<OpeningRule> ofTheRest() {
    return rules.stream().filter(rule -> rule.kind() == null).findFirst();
  }
}
