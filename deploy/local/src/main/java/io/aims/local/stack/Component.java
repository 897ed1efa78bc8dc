package io.aims.local.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** A part of the stack that runs as a process of its own. */
public interface Component {

  String name();

  /** Components that have to be ready before this one is started. */
  default Set<String> needs() {
    return Set.of();
  }

  /** Components that have to be started, but not yet ready, before this one is. */
  default Set<String> follows() {
    return Set.of();
  }

  /** What has to be on disk before the process starts; idempotent. */
  default void prepare(Progress progress) throws IOException, InterruptedException {}

  Launch launch() throws IOException;

  /** How it is started again after it died: as it is in its place, whatever was built meanwhile. */
  default Launch relaunch() throws IOException {
    return launch();
  }

  /** Removes what a process that died left behind and what would keep the next one from starting. */
  default void clearUp() throws IOException, InterruptedException {}

  /**
   * Does without what only makes it start faster, after it failed before it was ready.
   *
   * @return whether there was such a thing, so that another attempt is worth it
   */
  default boolean startPlainly() throws IOException {
    return false;
  }

  /** Puts the program in its place; called while no process of this component runs. */
  default void install() throws IOException {}

  /** One quick look whether the process does its work. */
  boolean isReady() throws InterruptedException;

  /** What keeps a living process from being ready, in words; empty when nothing is known. */
  default String obstacle() throws InterruptedException {
    return "";
  }

  /** Completes a component that has become ready; idempotent. */
  default void complete() throws IOException {}

  /** How long it may take to become ready, on a machine that is busy with other things. */
  default Duration patience() {
    return Duration.ofMinutes(3);
  }

  /** The signal that ends it in an orderly way. */
  default String stopSignal() {
    return "TERM";
  }

  /** Where it can be reached, for people. */
  String address();
}
