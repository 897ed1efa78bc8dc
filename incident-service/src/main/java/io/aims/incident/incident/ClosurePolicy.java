package io.aims.incident.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.incident.nonconformity.Nonconformity;

/**
 * When an incident may be closed: what its review asked for has been done, and somebody has verified that it works
 * (clause 10.2); something was learned, or expressly nothing; nobody has a task left, or has still to be told of it.
 *
 * <p>Each life of an incident has its own corrective actions: those from before it relapsed or was re-opened did not prevent that. What
 * its review proposed counts wherever it was accepted, also into a nonconformity of an earlier life or of another part of
 * the case.
 */
final class ClosurePolicy {
  private ClosurePolicy() {}

  /**
   * What there is to look at besides the incident itself.
   *
   * @param became nonconformities of which proposals of this life are a part now
   * @param alarmed whether a signal fires anew or worse than before, and what follows from that is still to come
   */
  record Situation(List<Nonconformity> linked, Set<UUID> became, Unfinished unfinished, boolean alarmed) {}

  /**
   * What people have still to do or to tell, of it or of what was merged into it.
   *
   * @param clocksOpen whether a clock runs, or is paused
   * @param restUnasked whether a report has left out something, and no clock has asked for it
   * @param reportsUnfinished whether a report to an authority is neither handed in nor withdrawn
   * @param communicationsPlanned whether somebody outside has still to be told, in time or too late
   */
  record Unfinished(long openTasks, boolean clocksOpen, boolean restUnasked, boolean reportsUnfinished,
      boolean communicationsPlanned) {

    /** Before what it must not end, as an incident or as none; empty when it may. */
    Optional<String> obstacle() {
      if (openTasks > 0) {
        return Optional.of("its tasks are done or dropped");
      }
      if (clocksOpen) {
        return Optional.of("its clocks are met or stopped");
      }
      if (restUnasked) {
        return Optional.of("a decision on its seriousness asks for what an incomplete report has left out");
      }
      if (reportsUnfinished) {
        return Optional.of("its reports to authorities are handed in or withdrawn");
      }
      return communicationsPlanned
          ? Optional.of("its planned communications are told or cancelled")
          : Optional.empty();
    }
  }

  /** Before what it must not be closed; empty when it may. */
  static Optional<String> obstacle(boolean correctiveActionRequired, boolean learned, @Nullable Instant reopenedAt,
      Situation now) {
    var ofThisLife = now.linked()
        .stream()
        .filter(linked -> linked.raisedSince(reopenedAt) || now.became().contains(linked.id()))
        .toList();
    if (correctiveActionRequired && ofThisLife.isEmpty()) {
      return Optional.of("there is the corrective action that its review asks for");
    }
    if (!ofThisLife.stream().allMatch(Nonconformity::effective)) {
      return Optional.of("each corrective action is verified as effective");
    }
    if (!learned) {
      return Optional.of("its review names a lesson, or says why there is none");
    }
    return now.unfinished()
        .obstacle()
        .or(() -> now.alarmed() ? Optional.of("what fires anew, or worse, is looked at") : Optional.empty());
  }
}
