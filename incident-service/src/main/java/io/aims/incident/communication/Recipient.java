package io.aims.incident.communication;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * Who is to be told, and why.
 *
 * @param name of the recipient, or of the group
 * @param legalGround the article, clause or decision that asks for it
 * @param systemVersion the version of the system that it is about
 */
record Recipient(@NotNull Audience audience, @NotBlank @Size(max = 300) String name,
    @NotBlank @Size(max = 200) String legalGround, @Nullable @Size(max = 100) String systemVersion) {

  /** What kind of recipient. */
  enum Audience {
    AUTHORITY, PROVIDER, DEPLOYER, CUSTOMER, USER, AFFECTED_PERSONS, EMPLOYEES, SUPPLIER, MANAGEMENT, PUBLIC
  }
}
