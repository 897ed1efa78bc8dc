package io.aims.audit.pack;

import java.util.UUID;

import io.aims.audit.merkle.Hash;

/** A pack that was written to its end: what the record of its issue needs. */
public record WrittenPack(UUID packId, int entries, long treeSize, long bytes, Hash sha256) {}
