package io.aims.platform.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {
  static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  @Test
  void aKnownKeyIsReadAndWritten() {
    // When
    var key = VerifierKey.parse(VKEY);

    // Then
    assertThat(key.name()).isEqualTo("example.com/foo");
    assertThat(key.idHex()).isEqualTo("530d903a");
    assertThat(key.vkey()).isEqualTo(VKEY);
    assertThat(key).isEqualTo(VerifierKey.parse(VKEY));
  }

  @Test
  void theSameKeyUnderAnotherNameIsAnotherSigner() {
    // Given
    var key = SigningKey.generate();

    // When
    var one = key.signer("aims/ledger/one").verifier();
    var two = key.signer("aims/ledger/two").verifier();

    // Then
    assertThat(one).isNotEqualTo(two);
    assertThat(one.id()).isNotEqualTo(two.id());
    assertThat(VerifierKey.parse(one.vkey())).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "example.com/foo", "example.com/foo+530d903a",
      // another name, another id, an id in capitals or too short
      "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      // another type, a byte too few, not base64, base64 with stray bits
      "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2*", "example.com/foo+530d903a+",
      // no name, a name with a space
      "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"})
  void whatIsNotAKeyIsRefused(String vkey) {
    assertThatThrownBy(() -> VerifierKey.parse(vkey)).isInstanceOfSatisfying(InvalidNote.class,
        e -> assertThat(e.reason()).isEqualTo(InvalidNote.Reason.KEY));
  }
}
