package io.aims.risk.risk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;

import io.aims.platform.refusal.Refusal;

/** What is done about a risk, and by when. */
public record Treatment(Option option, List<Action> actions, String plannedBy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant plannedAt) {

  /** ISO 31000's ways to treat a risk, as far as they fit one that nobody seeks. */
  public enum Option {
    MODIFY, AVOID, SHARE, RETAIN
  }

  /** One step of the treatment. */
  public record Action(UUID id, String description, @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate dueOn) {}

  public Treatment {
    actions = List.copyOf(actions);
  }

  /** Refuses a plan that does nothing although it does not retain the risk, and one that should have been carried out already. */
  static Treatment plan(Option option, List<Action> actions, String plannedBy, Instant now) {
    var broken = new ArrayList<Refusal.Violation>();
    if (option != Option.RETAIN && actions.isEmpty()) {
      broken.add(new Refusal.Violation("actions", option + " needs at least one action"));
    }
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (var i = 0; i < actions.size(); i++) {
      if (actions.get(i).dueOn().isBefore(today)) {
        broken.add(new Refusal.Violation("actions[%d].dueOn".formatted(i), "must not be in the past"));
      }
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    return new Treatment(option, actions, plannedBy, now);
  }
}
