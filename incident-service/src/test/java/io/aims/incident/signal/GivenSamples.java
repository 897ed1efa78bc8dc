package io.aims.incident.signal;

import org.jspecify.annotations.Nullable;

/** Where recorded deliveries from outside the project are, if anywhere: system property or environment. */
public final class GivenSamples {
  private static final String NAME = "AIMS_HOOK_SAMPLES";

  private GivenSamples() {}

  public static boolean given() {
    return folder() != null;
  }

  public static @Nullable String folder() {
    return System.getProperty(NAME, System.getenv(NAME));
  }
}
