package io.aims.audit.ledger;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a ledger is meant.
 *
 * @param caseId the case whose entries are meant, its own and those linked to it; null means all
 * @param size only the first {@code size} entries of the ledger count
 */
public record Scope(@Nullable UUID caseId, long size) {}
