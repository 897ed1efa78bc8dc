package io.aims.risk.revision;

import java.util.List;
import java.util.TreeSet;

import io.aims.platform.refusal.Refusal;

/**
 * Counts the changes of what people decide upon, and remembers who made them since the last decision.
 *
 * <p>An aggregate's version counts every change, its content revision only those of content: a flag or a live status
 * moves the one and not the other. Whoever contributed after the last decision is an author of the present revision.
 *
 * @param number from 1
 * @param contributors opaque ids of people, or {@code service:NAME}
 * @param decided whether this revision has been accepted or approved; the next change starts a new list of contributors
 */
public record ContentRevision(int number, List<String> contributors, boolean decided) {

  public ContentRevision {
    contributors = List.copyOf(contributors);
  }

  public static ContentRevision first(String author) {
    return new ContentRevision(1, List.of(author), false);
  }

  /** The revision after a change by {@code author}. */
  public ContentRevision changedBy(String author) {
    var authors = new TreeSet<>(decided ? List.<String>of() : contributors);
    authors.add(author);
    return new ContentRevision(number + 1, List.copyOf(authors), false);
  }

  /** Whether {@code person} contributed to this revision. */
  public boolean isBy(String person) {
    return contributors.contains(person);
  }

  /** Binds a decision of {@code person} to this revision: refuses its own contributors and any other revision. */
  public ContentRevision decideUpon(int revision, String person) {
    if (isBy(person)) {
      throw new Refusal.FourEyes("Whoever contributed to this revision can't decide upon it.");
    }
    if (revision != number) {
      throw new Refusal.Stale();
    }
    return new ContentRevision(number, contributors, true);
  }
}
