package io.aims.faults.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.aims.faults.load.Load;
import io.aims.faults.stack.StackUnderTest;

/** What goes wrong during one run. */
public interface Scenario {

  /** For the command line and the report; together with the seed it says everything about the run. */
  String name();

  /** How the clients of this run behave. */
  default Load.Plan plan() {
    return Load.Plan.USUAL;
  }

  /** The share of the planned hooks and changes that must be accepted: where nothing happens, no promise is broken. */
  default double accepted() {
    return 0.5;
  }

  /** Whether the engines' data have to be on a disk that can be filled. */
  default boolean needsSmallDisk() {
    return false;
  }

  /** Gets ready to strike; the load has not begun. */
  default void arm(StackUnderTest stack) {}

  /** Lets things go wrong while the load runs, and ends when nothing is broken any more. */
  List<Recovery> play(StackUnderTest stack, Load load) throws Exception;

  /** The events that this scenario has put on topics itself. */
  default Set<UUID> strangers() {
    return Set.of();
  }

  /** Promises of this scenario alone that were broken, in words. */
  default List<String> breaches() {
    return List.of();
  }

  /** What was measured besides recovery, by name. */
  default Map<String, Double> figures() {
    return Map.of();
  }

  /**
   * One fault that has struck.
   *
   * @param kind for statistics
   * @param millis until a request that needs what was broken was answered with 2xx again; -1 when there was none within a
   * minute
   */
  record Recovery(String kind, long millis) {}
}
