package io.aims.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.local.stack.Trouble;

class TokenTextTest {

  @Test
  void showsTheClaims() {
    var payload = Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString("{\"sub\":\"a1?>\",\"aud\":\"aims-api\"}".getBytes(StandardCharsets.UTF_8));

    var text = TokenText.claims("e30." + payload + ".c2ln");

    assertThat(text).isEqualTo("""
        {
          "sub" : "a1?>",
          "aud" : "aims-api"
        }""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "opaque", "a.b", "a.%%%.c"})
  void somethingElse(String text) {
    assertThatThrownBy(() -> TokenText.claims(text)).isInstanceOf(Trouble.class);
  }

  @Test
  void aFormIsEncoded() {
    var form = Tokens.form(List.of("username", "risk-owner@acme.example", "password", "a&b=c d"));

    assertThat(form).isEqualTo("username=risk-owner%40acme.example&password=a%26b%3Dc+d");
  }
}
