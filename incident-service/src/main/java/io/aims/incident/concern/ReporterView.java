package io.aims.incident.concern;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A concern as its reporter sees it: what was said on both sides, and not what handlers note for themselves. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReporterView(String reference, ConcernState state, Category category, String description, LocalDate receivedOn,
    LocalDate acknowledgeBy, LocalDate feedbackBy, @Nullable Outcome outcome, List<ConcernView.Message> messages) {

  static ReporterView of(Concern c, List<ConcernView.Message> messages) {
    var closure = c.closure();
    return new ReporterView(c.reference(), c.state(), c.category(), c.description(), c.receivedOn(),
        c.deadlines().all().get(Deadlines.Duty.ACKNOWLEDGEMENT).dueOn(),
        c.deadlines().all().get(Deadlines.Duty.FEEDBACK).dueOn(), closure == null ? null : closure.outcome(), messages);
  }

  /** What somebody with a name is told when a concern has arrived. */
  record Raised(UUID id, String reference, LocalDate receivedOn, LocalDate acknowledgeBy, LocalDate feedbackBy) {
    static Raised of(Concern c) {
      return new Raised(c.id(), c.reference(), c.receivedOn(),
          c.deadlines().all().get(Deadlines.Duty.ACKNOWLEDGEMENT).dueOn(),
          c.deadlines().all().get(Deadlines.Duty.FEEDBACK).dueOn());
    }
  }

  /** One's own concern in a list. */
  record Summary(UUID id, String reference, Category category, ConcernState state, LocalDate receivedOn) {
    String place() {
      return receivedOn + "/" + id;
    }
  }

  /** What somebody without a name is given: the only way back, shown this once. */
  record Receipt(String handle, String code, LocalDate receivedOn, LocalDate acknowledgeBy, LocalDate feedbackBy) {
    static Receipt of(Concern c, String handle, String code) {
      var raised = Raised.of(c);
      return new Receipt(handle, code, raised.receivedOn(), raised.acknowledgeBy(), raised.feedbackBy());
    }
  }
}
