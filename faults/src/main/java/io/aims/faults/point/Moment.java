package io.aims.faults.point;

import java.util.regex.Pattern;

import io.aims.faults.proxy.Happening;
import io.aims.faults.proxy.Happening.When;

/**
 * What has to pass a proxy for a crash point to be reached.
 *
 * @param pattern of the statement, or of a statement earlier in the transaction that commits
 */
public record Moment(When when, Step step, Pattern pattern) {

  /** The kind of message. */
  enum Step {
    STATEMENT, COMMIT, REQUEST
  }

  static Moment statement(When when, String pattern) {
    return new Moment(when, Step.STATEMENT, sql(pattern));
  }

  /** The commit of a transaction with such a statement. */
  static Moment commit(When when, String pattern) {
    return new Moment(when, Step.COMMIT, sql(pattern));
  }

  static Moment request(When when, String name) {
    return new Moment(when, Step.REQUEST, Pattern.compile(name));
  }

  private static Pattern sql(String pattern) {
    return Pattern.compile(pattern.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE);
  }

  boolean marks(String statement) {
    return step != Step.REQUEST && pattern.matcher(statement).find();
  }

  boolean is(Happening happening) {
    return happening.when() == when && switch (step) {
      case STATEMENT, REQUEST -> pattern.matcher(happening.what()).find();
      case COMMIT -> happening.commits() && happening.within();
    };
  }
}
