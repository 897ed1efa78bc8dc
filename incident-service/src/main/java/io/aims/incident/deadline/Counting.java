package io.aims.incident.deadline;

/**
 * How a period is counted, as data.
 *
 * <p>Regulation 1182/71 leaves out the hour or day of the event (Art. 3(1)), lets a period end with the expiry of its
 * last hour (Art. 3(2)), moves the end of one that is not expressed in hours from a Saturday, Sunday or holiday to the
 * end of the next working day (Art. 3(4)), and gives every period of two days or more at least two working days
 * (Art. 3(5)).
 *
 * @param id how rules name it
 * @param source where it is laid down
 * @param leastWorkingDays working days that a period in days has to hold; it is prolonged until it does
 */
public record Counting(String id, String source, Start start, End end, NonWorkingEnd nonWorkingEnd,
    int leastWorkingDays) {

  /** When the first hour or day begins. */
  public enum Start {
    AT_ONCE, NEXT_HOUR, NEXT_DAY
  }

  /** When the last hour or day is over. */
  public enum End {
    TO_THE_INSTANT, END_OF_DAY
  }

  /** What becomes of an end on a Saturday, Sunday or holiday of the authority. */
  public enum NonWorkingEnd {
    STAYS, NEXT_WORKING_DAY
  }

  public Counting {
    if ((end == End.END_OF_DAY) != (start == Start.NEXT_DAY)) {
      throw new IllegalArgumentException(id + ": whole days begin with the next day and end with a day");
    }
    if (end == End.TO_THE_INSTANT && (nonWorkingEnd != NonWorkingEnd.STAYS || leastWorkingDays != 0)) {
      throw new IllegalArgumentException(id + ": only whole days can be prolonged");
    }
  }

  boolean inWholeDays() {
    return end == End.END_OF_DAY;
  }
}
