package io.aims.platform.test;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What tests tell and ask the directory that {@link DirectoryTestResource} has started. */
public final class TestDirectory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestDirectory() {}

  /**
   * A member as Keycloak describes one.
   *
   * @param membershipType whether the organisation has made the account ({@code MANAGED}) or only uses it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Member(String id, String username, @Nullable String firstName, @Nullable String lastName,
      @Nullable String email, boolean emailVerified, boolean enabled, long createdTimestamp, boolean totp,
      List<String> disableableCredentialTypes, List<String> requiredActions, int notBefore, String membershipType) {

    /** Somebody with an address that was verified. */
    public static Member of(UUID id, String email) {
      return new Member(id.toString(), email, "Ada", "Lovelace", email, true, true, 0, false, List.of(), List.of(), 0,
          "UNMANAGED");
    }

    public Member withoutAddress() {
      return with(null, false, enabled);
    }

    public Member unverified() {
      return with(email, false, enabled);
    }

    public Member disabled() {
      return with(email, emailVerified, false);
    }

    private Member with(@Nullable String address, boolean verified, boolean active) {
      return new Member(id, username, firstName, lastName, address, verified, active, createdTimestamp, totp,
          disableableCredentialTypes, requiredActions, notBefore, membershipType);
    }
  }

  /** From now on a member of the organisation, in place of the one of the same id. */
  public static void enter(UUID organisation, Member member) {
    try {
      register().enter(organisation.toString(), member.id(), JSON.writeValueAsString(member));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** No member any more. */
  public static void strike(UUID organisation, UUID user) {
    register().strike(organisation.toString(), user.toString());
  }

  /** Who was asked for by somebody with a token, since the last {@link #forget()}: {@code organisation/user}, once for each time. */
  public static List<String> asked() {
    return register().asked();
  }

  /** How many tokens were given since the start. */
  public static int tokensGiven() {
    return register().tokensGiven();
  }

  /** No token that was given is valid any more, as after a change of keys. */
  public static void revokeTokens() {
    register().revokeTokens();
  }

  /** There are no members, and nobody has asked for any. */
  public static void forget() {
    register().forget();
  }

  public static String url() {
    return register().url();
  }

  /** From now on every request is answered, as at the beginning. */
  public static void serve() {
    register().serve();
  }

  /** Every request is answered with 503. */
  public static void failForNow() {
    register().failForNow();
  }

  /** No request is answered; who goes on waiting gets the answer after {@link #serve()}. */
  public static void hang() {
    register().hang();
  }

  private static DirectoryTestResource.Register register() {
    return Bridge.reach(DirectoryTestResource.Register.class);
  }
}
