package io.aims.audit.proposal;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import io.aims.audit.nonconformity.RaiseFromReview;

/**
 * The request to make a corrective action of a proposal: in a nonconformity of its case, or in one that is raised with it.
 *
 * @param nonconformityId the one in which it is planned; either this or {@code nonconformity}
 * @param nonconformity the one to raise, where none of the case is open
 * @param description what is to be done
 * @param ownerId who does it; as proposed when absent
 * @param dueOn until when; as proposed when absent
 */
record AcceptProposal(@Nullable UUID nonconformityId, @Nullable @Valid RaiseFromReview nonconformity,
    @NotBlank @Size(max = 4000) String description, @Nullable UUID ownerId, @Nullable LocalDate dueOn,
    @NotBlank @Size(max = 4000) String reason) {}
