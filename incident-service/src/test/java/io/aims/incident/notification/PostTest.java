package io.aims.incident.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.notification.Delivered.Later;
import io.aims.incident.notification.Delivered.Never;
import io.vertx.ext.mail.SMTPException;

/** What a mail server's refusal means (RFC 5321, 4.2.3). */
class PostTest {
  private static final String AT_RECIPIENT = "recipient address not accepted";

  @ParameterizedTest
  @ValueSource(ints = {550, 551, 553})
  void a_mailbox_that_does_not_take_mail_never_will(int code) {
    assertThat(Post.refused(refusal(AT_RECIPIENT, code, code + " 5.1.1 no such mailbox")))
        .isEqualTo(new Never(Failure.REFUSED));
    assertThat(Post.refused(refusal(AT_RECIPIENT, code, code + " no"))).isEqualTo(new Never(Failure.REFUSED));
  }

  /** Our sender, our right to relay and what we write are nothing of which a mailbox is guilty. */
  @ParameterizedTest
  @ValueSource(ints = {550, 551, 553})
  void the_same_codes_for_other_reasons_are_not_the_mailboxs(int code) {
    assertThat(Post.refused(refusal("sender address not accepted", code, code + " 5.1.8 who are you")))
        .isInstanceOf(Later.class);
    assertThat(Post.refused(refusal("sending data failed", code, code + " 5.6.0 no"))).isInstanceOf(Later.class);
    assertThat(Post.refused(refusal(AT_RECIPIENT, code, code + " 5.7.1 no relaying"))).isInstanceOf(Later.class);
  }

  /** Servers repeat addresses in what they say. */
  @Test
  void the_log_learns_a_code_and_no_address() {
    assertThat(Post.refused(refusal(AT_RECIPIENT, 450, "450 4.2.0 <ada@acme.example> greylisted")).toString())
        .contains("450")
        .doesNotContain("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aims", "aims@", "Aims <aims@acme.example>", " aims@acme.example", "@acme.example", ""})
  void what_is_no_bare_address_is_none(String text) {
    assertThat(Post.isAddress(text)).isFalse();
    assertThat(Post.isAddress("aims@acme.example")).isTrue();
  }

  /** A wrong password of ours, or a full disk of the server's, must not lose an alarm. */
  @ParameterizedTest
  @ValueSource(ints = {421, 450, 451, 452, 454, 500, 530, 535, 538, 552, 554})
  void everything_else_may_be_mended(int code) {
    assertThat(Post.refused(refusal(AT_RECIPIENT, code, code + " no"))).isInstanceOf(Later.class);
  }

  @Test
  void a_server_that_is_not_there_may_come_back() {
    assertThat(Post.refused(new IOException("Connection refused"))).isInstanceOf(Later.class);
  }

  private static SMTPException refusal(String where, int code, String reply) {
    return new SMTPException(where, code, List.of(reply), code >= 500);
  }
}
