package io.aims.incident.link;

import java.util.Set;

import io.aims.incident.reference.ReferenceFile;

/** The 38 controls of Annex A of ISO/IEC 42001:2023, by their ids. */
final class Controls {
  private static final Published PUBLISHED = ReferenceFile.read("annex-a-controls-1", Published.class);

  private Controls() {}

  record Published(int version, Set<String> controls) {}

  static Set<String> all() {
    return PUBLISHED.controls();
  }

  static boolean include(String id) {
    return all().contains(id);
  }
}
