package io.aims.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {
  private static final Hash HASH = Hash.sha256(new byte[]{1, 2, 3});

  @Test
  void textFormsLeadBack() {
    assertThat(Hash.parseHex(HASH.hex())).isEqualTo(HASH).hasSameHashCodeAs(HASH);
    assertThat(Hash.parseBase64(HASH.base64())).isEqualTo(HASH);
    assertThat(Hash.of(HASH.bytes())).isEqualTo(HASH).isNotEqualTo(Rfc6962.EMPTY_ROOT);
  }

  @Test
  void nobodyReachesItsBytes() {
    // Given
    var before = HASH.hex();

    // When
    HASH.bytes()[0] ^= 1;

    // Then
    assertThat(HASH.hex()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb8",
      "039058C6F2C0CB492C533B0A4D14EF77CC0F78ABCCCED5287D84A1A2011CFB81",
      "g39058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"})
  void onlyLowerCaseHexOfRightLength(String text) {
    assertThatThrownBy(() -> Hash.parseHex(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E",
      "A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4F=",
      " A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E="})
  void onlyCanonicalBase64(String text) {
    assertThat(HASH.base64()).isEqualTo("A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E=");
    assertThatThrownBy(() -> Hash.parseBase64(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
