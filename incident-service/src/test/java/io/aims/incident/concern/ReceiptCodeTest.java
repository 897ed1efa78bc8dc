package io.aims.incident.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.HashSet;

import org.junit.jupiter.api.Test;

class ReceiptCodeTest {

  @Test
  void a_code_has_at_least_128_bits_and_none_comes_twice() {
    var seen = new HashSet<String>();
    for (var i = 0; i < 1000; i++) {
      assertThat(seen.add(ReceiptCode.code())).isTrue();
    }

    assertThat(seen).allMatch(code -> code.matches("([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}"));
  }

  @Test
  void it_is_recognised_however_it_is_written_and_by_nothing_else() {
    var code = ReceiptCode.code();
    var salt = ReceiptCode.salt();
    var hash = ReceiptCode.hash(code, salt);

    assertThat(ReceiptCode.matches(code, salt, hash)).isTrue();
    assertThat(ReceiptCode.matches(" " + code.replace("-", " ").toLowerCase(), salt, hash)).isTrue();
    assertThat(ReceiptCode.matches(ReceiptCode.code(), salt, hash)).isFalse();
    assertThat(ReceiptCode.matches("", salt, hash)).isFalse();
    assertThat(ReceiptCode.matches(code, ReceiptCode.salt(), hash)).isFalse();
  }

  @Test
  void a_handle_is_the_organisation_and_a_name() {
    assertThat(new Handle("acme-berlin", "7QK2M9XA4RTB")).hasToString("acme-berlin-7QK2M9XA4RTB");
    assertThat(Handle.nameIn("acme-berlin-7qk2m9xa4rtb")).isEqualTo("7QK2M9XA4RTB");
    assertThat(Handle.nameIn("nothing")).isEqualTo("NOTHING");
    assertThat(Handle.nameIn("-")).isEmpty();
  }

  @Test
  void looking_at_a_code_keeps_nobody_busy() {
    var code = ReceiptCode.code();
    var salt = ReceiptCode.salt();

    assertTimeout(Duration.ofSeconds(20), () -> {
      for (var i = 0; i < 10_000; i++) {
        ReceiptCode.hash(code, salt);
      }
    });
  }
}
