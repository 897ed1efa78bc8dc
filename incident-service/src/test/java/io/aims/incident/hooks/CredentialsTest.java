package io.aims.incident.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.aims.incident.authenticity.Doubt;

class CredentialsTest {

  @Test
  void of_two_doubts_the_one_that_may_pass_is_told() {
    assertThat(Credentials.telling(List.of(Doubt.SIGNATURE_WRONG, Doubt.CERTIFICATE_UNAVAILABLE)))
        .isEqualTo(Doubt.CERTIFICATE_UNAVAILABLE);
    assertThat(Credentials.telling(List.of(Doubt.CREDENTIAL_UNAVAILABLE, Doubt.CREDENTIAL_WRONG)))
        .isEqualTo(Doubt.CREDENTIAL_UNAVAILABLE);
  }

  @Test
  void the_other_credentials_topic_says_least() {
    assertThat(Credentials.telling(List.of(Doubt.TOPIC_UNREGISTERED, Doubt.SIGNATURE_WRONG)))
        .isEqualTo(Doubt.SIGNATURE_WRONG);
  }

  @Test
  void without_a_credential_nobody_is_genuine() {
    assertThat(Credentials.telling(List.of())).isEqualTo(Doubt.CREDENTIAL_UNISSUED);
  }
}
