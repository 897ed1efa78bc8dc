package io.aims.faults.mutants;

/**
 * What became of a sown bug.
 *
 * @param check which check was meant to find it
 * @param finding what that check complained with first; nothing when the bug survived
 */
public record Verdict(String mutant, String check, String finding) {

  public boolean caught() {
    return !finding.isEmpty();
  }
}
