package io.aims.faults.check;

import java.util.stream.Stream;

/** A promise that must hold after every run. */
interface Invariant {

  /** The promise in a few words. */
  String promise();

  /** Each breach in a sentence with the ids that are needed to look into it. */
  Stream<String> breaches(Evidence evidence);
}
