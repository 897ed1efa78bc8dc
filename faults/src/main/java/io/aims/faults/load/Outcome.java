package io.aims.faults.load;

/** What a client knows of one request. */
public enum Outcome {
  /** 2xx: it has happened. */
  ACCEPTED,
  /** 4xx: it has not happened. */
  REFUSED,
  /** 5xx, or no answer: it may have happened. */
  UNKNOWN;

  static Outcome of(int status) {
    return status / 100 == 2 ? ACCEPTED : status / 100 == 4 ? REFUSED : UNKNOWN;
  }
}
