package io.aims.incident.source;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * Gives a source something to show who it is. Which fields belong to it says the source's way of authentication
 * ({@link CredentialPolicy}).
 *
 * @param secret one that the sender has made; without it, we make one
 * @param publicKey of Standard Webhooks, {@code whpk_…}
 * @param topic ARN of an SNS topic, or path of the Azure resource whose events come by Event Grid
 * @param audience of Google's tokens
 * @param serviceAccount e-mail address of the account that Pub/Sub pushes as
 * @param entra whose tokens Event Grid brings
 */
record IssueCredential(
    @Nullable @Pattern(regexp = "[\\x21-\\x7e]{16,255}", message = "must have 16 to 255 printable characters and no blank") String secret,
    @Nullable @Size(max = 100) String publicKey,
    @Nullable @Size(max = 500) String topic,
    @Nullable @Pattern(regexp = "[\\x21-\\x7e]{1,500}", message = "must be printable") String audience,
    @Nullable @Pattern(regexp = "[^@\\s]{1,100}@[^@\\s]{1,155}", message = "must be an e-mail address") String serviceAccount,
    @Nullable @Valid Entra entra,
    @NotBlank @Size(max = 4000) String reason) {

  /** An application of Entra ID that stands for this hook. */
  record Entra(
      @Pattern(regexp = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", message = "must be the id of a directory") @NotBlank String directory,
      @NotBlank @Size(max = 500) String audience) {}

  @Override
  public String toString() {
    return "IssueCredential[]";
  }
}
