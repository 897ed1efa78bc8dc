package io.aims.platform.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.platform.note.InvalidNote.Reason;

class SignedNoteTest {
  private static final String TEXT = "This is an example message.\n";
  private static final String LINE = "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
  private static final VerifierKey KEY = VerifierKey.parse(VerifierKeyTest.VKEY);
  private static final NoteSigner OURS = SigningKey.generate().signer("aims/ledger/a");
  private static final NoteSigner WITNESS = SigningKey.generate().signer("witness.example/w1");

  @Test
  void aKnownNoteVerifies() {
    // Given
    var bytes = (TEXT + "\n" + LINE).getBytes(UTF_8);

    // When
    var note = SignedNote.parse(bytes);

    // Then
    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.verify(List.of(KEY))).containsExactly(KEY);
    assertThat(note.encode()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one\n", "two\nlines\n", "with\n\nan empty line\n", "\n", "\u00e8 subito sera\n",
      "a text that looks signed\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlA==\n"})
  void whatIsSignedIsReadBack(String text) {
    // Given
    var note = SignedNote.sign(text, OURS, WITNESS);

    // When
    var read = SignedNote.parse(note.encode());

    // Then
    assertThat(read).isEqualTo(note);
    assertThat(read.verify(List.of(OURS.verifier(), WITNESS.verifier()))).hasSize(2);
  }

  @Test
  void unknownSignersAreIgnored() {
    // Given
    var note = SignedNote.sign(TEXT, WITNESS, OURS);

    // When
    var verified = note.verify(List.of(OURS.verifier(), KEY));

    // Then
    assertThat(verified).containsExactly(OURS.verifier());
  }

  @Test
  void aStrangerWithAKnownNameIsUnknown() {
    // Given
    var stranger = SigningKey.generate().signer(OURS.name());
    var note = SignedNote.sign(TEXT, stranger);

    // Then
    refused(Reason.UNKNOWN_KEY, () -> note.verify(List.of(OURS.verifier())));
    refused(Reason.UNKNOWN_KEY, () -> note.verify(List.of()));
  }

  @Test
  void oneWrongSignatureOfAKnownKeyCondemnsTheNote() {
    // Given
    var forged = new NoteSignature(WITNESS.name(), WITNESS.verifier().id(), new byte[64]);
    var note = SignedNote.sign(TEXT, OURS).with(forged);

    // Then
    assertThat(note.verify(List.of(OURS.verifier()))).hasSize(1);
    refused(Reason.WRONG_SIGNATURE, () -> note.verify(List.of(OURS.verifier(), WITNESS.verifier())));
  }

  /** Whatever is changed: it is no longer a note, nobody known has signed it, or the signature is wrong. */
  @Test
  void anyFlippedBitIsNoticed() {
    var genuine = SignedNote.sign("two\nlines\n", OURS).encode();
    for (var bit = 0; bit < 8 * genuine.length; bit++) {
      var altered = genuine.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> SignedNote.parse(altered).verify(List.of(OURS.verifier())))
          .isInstanceOf(InvalidNote.class);
    }
  }

  static Stream<Arguments> malformed() {
    var note = TEXT + "\n" + LINE;
    return Stream.of(Arguments.of("", Reason.UNSIGNED), Arguments.of(TEXT, Reason.UNSIGNED),
        Arguments.of(TEXT + "\n", Reason.UNSIGNED), Arguments.of(note + "\n", Reason.UNSIGNED),
        Arguments.of(note.substring(0, note.length() - 1), Reason.UNSIGNED), Arguments.of(TEXT + LINE, Reason.UNSIGNED),
        Arguments.of(note.replace("\n", "\r\n"), Reason.UNSIGNED), Arguments.of("\t" + note, Reason.TEXT),
        Arguments.of(note + "more\n", Reason.SIGNATURE_LINE),
        Arguments.of(note.replace('\u2014', '-'), Reason.SIGNATURE_LINE),
        Arguments.of(note.replace("foo ", "foo"), Reason.SIGNATURE_LINE),
        Arguments.of(note.replace("foo ", "foo  "), Reason.SIGNATURE_LINE),
        Arguments.of(note.replace("/foo", "+foo"), Reason.SIGNATURE_LINE),
        Arguments.of(note.replace("aQM=", "aQM"), Reason.SIGNATURE_LINE),
        Arguments.of(note.replace("aQM=", "aQN="), Reason.SIGNATURE_LINE),
        Arguments.of(TEXT + "\n\u2014 example.com/foo Uw2QOg==\n", Reason.SIGNATURE_LINE),
        Arguments.of(note + LINE.repeat(SignedNote.MAX_SIGNATURES), Reason.TOO_MANY_SIGNATURES));
  }

  @ParameterizedTest
  @MethodSource
  void malformed(String note, Reason reason) {
    refused(reason, () -> SignedNote.parse(note.getBytes(UTF_8)));
  }

  @Test
  void whatIsNotUtf8IsNoNote() {
    // Given
    var note = ("caf_\n\n" + LINE).getBytes(UTF_8);
    note[3] = (byte) 0xe9;

    // Then
    refused(Reason.TEXT, () -> SignedNote.parse(note));
  }

  @Test
  void aTextThatCouldNotBeReadBackIsNotSigned() {
    refused(Reason.TEXT, () -> SignedNote.sign("no newline", OURS));
    refused(Reason.TEXT, () -> SignedNote.sign("a tab\t\n", OURS));
    refused(Reason.UNSIGNED, () -> SignedNote.sign(TEXT));
  }

  @Test
  void asManySignaturesAsAllowed() {
    // Given
    var signers = new NoteSigner[SignedNote.MAX_SIGNATURES];
    Arrays.setAll(signers, i -> SigningKey.generate().signer("witness.example/w" + i));

    // When
    var note = SignedNote.parse(SignedNote.sign(TEXT, signers).encode());

    // Then
    assertThat(note.verify(List.of(signers[63].verifier()))).hasSize(1);
  }

  private static void refused(Reason reason, Runnable attempt) {
    assertThatThrownBy(attempt::run).isInstanceOfSatisfying(InvalidNote.class,
        e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
