package io.aims.audit.evidence;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * The request for an evidence pack.
 *
 * @param caseId the case whose entries are wanted; null for the whole ledger
 */
record IssueEvidencePack(@Nullable UUID caseId, @NotBlank @Size(max = 4000) String reason) {}
