package io.aims.risk.risk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.aims.platform.refusal.Refusal;

/** What is done about a risk, and by when. */
public record Treatment(Option option, List<Action> actions, String plannedBy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant plannedAt) {

  /** ISO 31000's ways to treat a risk, as far as they fit one that nobody seeks. */
  public enum Option {
    MODIFY, AVOID, SHARE, RETAIN
  }

  /** More steps than this are no plan. */
  static final int MOST = 50;

  /**
   * One step of the treatment.
   *
   * @param control the reference control that it puts in place, where it is one of the catalogue
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Action(UUID id, String description, @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate dueOn,
      @Nullable String control) {}

  public Treatment {
    actions = List.copyOf(actions);
  }

  /**
   * The plan that takes the place of {@code present}. Refuses one that does nothing although it does not retain the risk, and
   * steps that should have been carried out already, unless they had been planned for that day before.
   */
  static Treatment plan(@Nullable Treatment present, Option option, List<Action> actions, String plannedBy,
      Instant now) {
    var broken = new ArrayList<Refusal.Violation>();
    if (option != Option.RETAIN && actions.isEmpty()) {
      broken.add(new Refusal.Violation("actions", option + " needs at least one action"));
    }
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (var i = 0; i < actions.size(); i++) {
      if (actions.get(i).dueOn().isBefore(today) && !isPlanned(present, actions.get(i))) {
        broken.add(new Refusal.Violation("actions[%d].dueOn".formatted(i), "must not be in the past"));
      }
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
    return new Treatment(option, actions, plannedBy, now);
  }

  private static boolean isPlanned(@Nullable Treatment present, Action action) {
    return present != null && present.actions()
        .stream()
        .anyMatch(it -> it.id().equals(action.id()) && it.dueOn().equals(action.dueOn()));
  }

  /** Refuses ids of steps that stay when {@code present} has no such step, or one is named twice; null is of a new one. */
  static void requireStaying(@Nullable Treatment present, List<@Nullable UUID> steps) {
    var free = new HashSet<UUID>();
    if (present != null) {
      present.actions().forEach(it -> free.add(it.id()));
    }
    var broken = new ArrayList<Refusal.Violation>();
    for (var i = 0; i < steps.size(); i++) {
      if (steps.get(i) != null && !free.remove(steps.get(i))) {
        broken.add(
            new Refusal.Violation("actions[%d].id".formatted(i), "must be of a step of the present treatment, once"));
      }
    }
    if (!broken.isEmpty()) {
      throw new Refusal.Invalid(broken);
    }
  }

  /**
   * A plan with one more step, which modifies a risk that was to be retained or had no plan. Steps that are planned
   * already may be overdue by now; the new one may not.
   */
  static Treatment extended(@Nullable Treatment present, Action action, String plannedBy, Instant now) {
    var planned = present == null ? List.<Action>of() : present.actions();
    if (action.dueOn().isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
      throw new Refusal.Invalid("dueOn", "must not be in the past");
    }
    if (planned.size() >= MOST) {
      throw new Refusal.Invalid("riskId", "must be a risk whose treatment has fewer than %d actions".formatted(MOST));
    }
    var option = present == null || present.option() == Option.RETAIN ? Option.MODIFY : present.option();
    return new Treatment(option, Stream.concat(planned.stream(), Stream.of(action)).toList(), plannedBy, now);
  }
}
