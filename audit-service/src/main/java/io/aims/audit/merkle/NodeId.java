package io.aims.audit.merkle;

/**
 * The address of a complete subtree: {@code level} 0 is a leaf, and the subtree covers the leaves from
 * {@code index << level} up to, but not including, {@code (index + 1) << level}. The hash at an address never changes
 * once its last leaf is there, so that it can be stored for good.
 */
public record NodeId(int level, long index) {
  public NodeId {
    if (level < 0 || level > 62 || index < 0 || index > Long.MAX_VALUE >> level) {
      throw new IllegalArgumentException("no such subtree: level " + level + ", index " + index);
    }
  }
}
