package io.aims.gateway;

/**
 * The stages of a request, in order; Quarkus' authentication (-200) and authorisation (-100) come between threshold and
 * quota, JAX-RS resources after forwarding.
 */
public final class Stage {
  /** Prepares what every answer carries, so that refusals carry it too. */
  public static final int ANSWER = -1000;
  /** Turns away what must not even be looked at. */
  public static final int THRESHOLD = -900;
  /** Counts the caller's requests. */
  public static final int QUOTA = -50;
  /** Hands the request to the service that owns the resource. */
  public static final int FORWARD = -10;

  private Stage() {}
}
