package io.aims.platform.identity;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;

/**
 * Who calls, as the verified token says.
 *
 * @param tenant the organisation
 * @param subject opaque id of the person or of the machine client's account
 * @param clientId the client that holds the token ({@code azp})
 * @param machine true for a service account (client credentials)
 * @param roles client roles of {@code aims-api}
 */
public record Caller(UUID tenant, String subject, @Nullable String clientId, boolean machine, Set<String> roles) {

  public boolean has(String role) {
    return roles.contains(role);
  }

  /** Decisions belong to people. */
  public Caller person() {
    if (machine) {
      throw new Refusal.Forbidden("This decision has to be made by a person.");
    }
    return this;
  }

  /** The person's id, for comparison with owners. */
  public UUID personId() {
    return UUID.fromString(person().subject);
  }
}
