package io.aims.audit.nonconformity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.aims.platform.refusal.Refusal;

/** All corrective actions of a nonconformity, those of earlier rounds included; replaced as a whole. */
record CorrectiveActions(List<CorrectiveAction> all) {
  static final CorrectiveActions NONE = new CorrectiveActions(List.of());

  CorrectiveActions {
    all = List.copyOf(all);
  }

  CorrectiveActions with(CorrectiveAction action) {
    return new CorrectiveActions(Stream.concat(all.stream(), Stream.of(action)).toList());
  }

  CorrectiveActions completed(UUID id, String result, UUID by, Instant now) {
    var action = Refusal.orNotFound(all.stream().filter(a -> a.id().equals(id)).findFirst().orElse(null),
        "corrective action");
    if (!action.open()) {
      throw new Refusal.Taken("This corrective action is completed already.");
    }
    return new CorrectiveActions(all.stream().map(a -> a == action ? a.completed(result, by, now) : a).toList());
  }

  boolean anyOpen() {
    return all.stream().anyMatch(CorrectiveAction::open);
  }

  boolean involve(UUID person) {
    return all.stream().anyMatch(action -> action.involves(person));
  }
}
