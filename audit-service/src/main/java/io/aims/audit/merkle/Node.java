package io.aims.audit.merkle;

/** A complete subtree and its hash: one row of the stored tree. */
public record Node(NodeId id, Hash hash) {}
