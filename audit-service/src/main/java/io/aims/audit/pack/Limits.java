package io.aims.audit.pack;

/** What a pack may hold at most, so that a forged one cannot exhaust who verifies it. Part of the format. */
final class Limits {
  static final int ENTRIES = 100_000;
  static final int ENTRY_BYTES = 1 << 20;
  static final int PROOF_BYTES = 1 << 17;
  static final int README_BYTES = 1 << 16;
  static final int CHECKPOINT_BYTES = 1 << 16;
  static final int MANIFEST_BYTES = 32 << 20;
  static final int TRACE_BYTES = 16 << 20;
  static final int NAME_BYTES = 100;

  /** Where the plain zip format ends. */
  static final long PACK_BYTES = 0xffff_0000L;

  private Limits() {}
}
