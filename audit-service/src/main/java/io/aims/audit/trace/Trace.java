package io.aims.audit.trace;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The graph of one case.
 *
 * @param complete false when the case has more events than a trace shows
 * @param events in ledger order
 * @param nodes the aggregates that took part, in order of appearance, then those that are only referred to
 * @param edges always from what came first to what came of it
 */
public record Trace(UUID caseId, boolean complete, List<Event> events, List<Node> nodes, List<Edge> edges) {

  /**
   * Who did what when.
   *
   * @param index its place in the ledger
   * @param causationId the event that led to it
   * @param linked true when it belongs to another case first and names this one as a further case
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Event(long index, UUID id, String type, Instant at, String actor, String aggregateType,
      UUID aggregateId, int aggregateVersion, @Nullable UUID causationId, boolean linked) {}

  /** An aggregate; {@code events} counts those in this case and is 0 for one that is only referred to. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Node(UUID id, String type, @Nullable String reference, @Nullable String name, int events) {}

  /** A link between the aggregates {@code from} and {@code to}, and the events that show it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Edge(Kind kind, UUID from, UUID to, @Nullable UUID fromEvent, UUID toEvent) {}

  /** How one thing led to another. */
  @Schema(name = "TraceEdgeKind")
  public enum Kind {
    /** One event made a service react with another. */
    CAUSED,
    /** The next version of the same aggregate. */
    FOLLOWED,
    /** One aggregate is the reason that the other exists. */
    ORIGINATES,
    /** An aggregate changes what another one says. */
    AFFECTS,
    /** An aggregate is what another one is about. */
    CONCERNED_BY
  }
}
