package io.aims.faults.check;

import java.util.stream.Stream;

/** No event of ours becomes a dead letter, which only an operator could bring back: faults pass, and then it is applied. */
final class NothingIsSetAside implements Invariant {

  @Override
  public String promise() {
    return "nothing of ours is set aside";
  }

  @Override
  public Stream<String> breaches(Evidence evidence) {
    var strange = evidence.strangeAggregates();
    return evidence.deadLetters()
        .stream()
        .filter(dead -> !strange.contains(dead.aggregate()))
        .map(dead -> "feed %s of %s has set version %d of %s aside".formatted(dead.feed(), dead.service(), dead
            .version(), dead.aggregate()));
  }
}
