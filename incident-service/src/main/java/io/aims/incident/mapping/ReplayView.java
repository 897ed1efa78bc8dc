package io.aims.incident.mapping;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The last replay of a mapping as the API shows it.
 *
 * @param signalsAtStart how many signals of the source there were to look at
 * @param figures what has come of it so far
 * @param wentOnAt when it took its last step; when it began, before the first
 * @param failures how often its next step has failed, in a row; it is tried again
 * @param stuckSince the same as wentOnAt, while its next step fails, or has not come for a minute: for a lock that somebody
 *     holds, a database that is away, or too much other work
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayView(UUID sourceId, State state, Instant startedAt, @Nullable Instant endedAt, int signalsAtStart,
    ReplayFigures figures, Instant wentOnAt, int failures, @Nullable Instant stuckSince) {

  /** Whether it has looked at all signals. */
  @Schema(name = "MappingReplayState")
  public enum State {
    RUNNING, DONE
  }
}
