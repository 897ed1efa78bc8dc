package io.aims.audit.completeness;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.aims.platform.stream.StreamHead;

/**
 * One step of comparing the ledger with a claim: from what is held without a gap, over the entries that follow.
 *
 * @param held how far it goes now
 * @param missing the first number that is not there although it was signed for; null when the step ended before a gap
 * @param differs all numbers are there, and their entries are others than those that were signed for
 */
record Comparison(StreamHead held, @Nullable Long missing, boolean differs) {

  /**
   * An entry of the stream.
   *
   * @param leafHash RFC 6962 leaf hash of the event
   */
  record Place(long seq, byte[] leafHash) {}

  /** Goes on from {@code held} towards {@code claimed} with the next places in the order of their numbers. */
  static Comparison of(StreamHead held, StreamHead claimed, List<Place> next, boolean more) {
    var head = held;
    for (var place : next) {
      if (head.size() == claimed.size()) {
        break;
      }
      if (place.seq() != head.size() + 1) {
        return new Comparison(head, head.size() + 1, false);
      }
      head = head.appendLeaf(place.leafHash());
    }
    if (head.size() < claimed.size()) {
      return new Comparison(head, more ? null : head.size() + 1, false);
    }
    return new Comparison(head, null, head.size() == claimed.size() && !head.equals(claimed));
  }
}
