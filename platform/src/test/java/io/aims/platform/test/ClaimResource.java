package io.aims.platform.test;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;

/** What the contract finds for the operation of the document in its test: only the shape counts. */
final class ClaimResource {
  private ClaimResource() {}

  record Decide(@Size(max = 9) String reason) {}

  static void decide(@Valid Decide request) {
    throw new UnsupportedOperationException(request.reason());
  }
}
