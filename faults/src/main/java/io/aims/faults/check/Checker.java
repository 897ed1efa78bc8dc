package io.aims.faults.check;

import java.util.List;
import java.util.stream.Stream;

/** Holds the evidence of a run against every promise. */
public final class Checker {
  /** Of each promise, so that one breach repeated a thousand times does not hide the others. */
  private static final int SHOWN = 5;
  static final List<Invariant> INVARIANTS = List.of(new AcceptedHooksAreKept(), new RefusedRequestsLeaveNothing(),
      new SignalsAreCounted(), new OneOpenIncident(), new ChangesHappenOnce(), new EventsReachTopicAndLedger(),
      new VersionsAreGapFree(), new StateMatchesEvents(), new TopicIsInOrder(), new InboxesAreComplete(),
      new NothingIsSetAside(), new NothingWaits(), new LedgerIsSound(), new CheckpointsAreConsistent(),
      new StreamsAreComplete(), new ReadModelsAgree(), new NoForeignRow(), new ReadsAreMonotone(), new PeopleAreTold());

  private Checker() {}

  public static List<String> breaches(Evidence evidence) {
    return INVARIANTS.stream()
        .flatMap(invariant -> shown(invariant, invariant.breaches(evidence).toList()))
        .toList();
  }

  private static Stream<String> shown(Invariant invariant, List<String> breaches) {
    var more = breaches.size() - SHOWN;
    return Stream
        .concat(breaches.stream().limit(SHOWN), more > 0 ? Stream.of("and %d more".formatted(more)) : Stream.of())
        .map(breach -> invariant.promise() + ": " + breach);
  }
}
