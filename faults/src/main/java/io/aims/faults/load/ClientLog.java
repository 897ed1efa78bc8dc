package io.aims.faults.load;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/** Everything that the clients of one run have asked and been told. */
public final class ClientLog {
  private final Queue<Hook> hooks = new ConcurrentLinkedQueue<>();
  private final Queue<Misfit> misfits = new ConcurrentLinkedQueue<>();
  private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
  private final Queue<Reading> readings = new ConcurrentLinkedQueue<>();
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Queue<Checkpoint> checkpoints = new ConcurrentLinkedQueue<>();
  private final Queue<OnCall> onCall = new ConcurrentLinkedQueue<>();
  private final Set<UUID> systems = ConcurrentHashMap.newKeySet();

  /**
   * One request that delivers a hook; several with the same mark are the same delivery, sent again with its key.
   *
   * @param mark a text that no other delivery contains
   * @param delivery the id that an acceptance named
   */
  public record Hook(Org org, UUID source, String mark, boolean firing, Outcome outcome, @Nullable UUID delivery) {}

  /**
   * One delivery that has to be refused, whatever happens.
   *
   * @param mark a text that no other delivery contains
   * @param why for people
   * @param wanted the status that says so
   * @param status of the answer; 0 when there was none
   */
  public record Misfit(Org org, String mark, String why, int wanted, int status) {
    public Outcome outcome() {
      return status == 0 ? Outcome.UNKNOWN : Outcome.of(status);
    }
  }

  /**
   * One request that changes something; several with the same mark are the same change, sent again with its key.
   *
   * @param mark a text that no other change contains
   * @param what for people
   */
  public record Write(Org org, String mark, String what, Outcome outcome) {}

  /** A version that a client was shown, by a reader of its own: {@code atLeast} is the newest one it knew of before. */
  public record Reading(String reader, String what, int atLeast, int version) {}

  /** An id in an answer to a member of {@code org}. */
  public record Seen(Org org, UUID id) {}

  /** A checkpoint as it was handed out. */
  public record Checkpoint(Org org, long size, String root) {}

  /** Who is on call for a system from before its first incident on. */
  public record OnCall(Org org, UUID system, UUID person) {}

  public void add(Hook hook) {
    hooks.add(hook);
  }

  public void add(Misfit misfit) {
    misfits.add(misfit);
  }

  public void add(Write write) {
    writes.add(write);
  }

  public void add(Reading reading) {
    readings.add(reading);
  }

  public void add(Seen id) {
    seen.add(id);
  }

  public void add(Checkpoint checkpoint) {
    checkpoints.add(checkpoint);
  }

  public void add(OnCall person) {
    onCall.add(person);
  }

  /** A system of this run, whose hooks are all in this log. */
  public void counts(UUID system) {
    systems.add(system);
  }

  public List<Hook> hooks() {
    return List.copyOf(hooks);
  }

  public List<Misfit> misfits() {
    return List.copyOf(misfits);
  }

  public List<Write> writes() {
    return List.copyOf(writes);
  }

  public List<Reading> readings() {
    return List.copyOf(readings);
  }

  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  public List<Checkpoint> checkpoints() {
    return List.copyOf(checkpoints);
  }

  public List<OnCall> onCall() {
    return List.copyOf(onCall);
  }

  public Set<UUID> systems() {
    return Set.copyOf(systems);
  }
}
