package io.aims.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.Rfc6962;
import io.aims.platform.note.InvalidNote;
import io.aims.platform.note.InvalidNote.Reason;
import io.aims.platform.note.NoteSigner;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.SigningKey;

class CheckpointTest {
  private static final String ORIGIN = Checkpoint.origin(UUID.fromString("a1000000-0000-4000-8000-000000000001"));
  private static final Hash ROOT = Hash.parseBase64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
  private static final Checkpoint CHECKPOINT = new Checkpoint(ORIGIN, 20852163, ROOT);
  private static final SigningKey KEY = SigningKey.generate();
  private static final NoteSigner SIGNER = KEY.signer(ORIGIN);

  @Test
  void threeLines() {
    // When
    var text = CHECKPOINT.text();

    // Then
    assertThat(text).isEqualTo("""
        aims/ledger/a1000000-0000-4000-8000-000000000001
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
        """);
    assertThat(Checkpoint.parse(text)).isEqualTo(CHECKPOINT);
    assertThat(Checkpoint.parse(text + "more\n").extensions()).containsExactly("more");
    assertThat(Checkpoint.parse(text + "more\n").text()).isEqualTo(text + "more\n");
  }

  @Test
  void signedAndOpened() {
    // Given
    var note = CHECKPOINT.sign(SIGNER);

    // When
    var opened = Checkpoint.open(SignedNote.parse(note.encode()), List.of(SIGNER.verifier()));

    // Then
    assertThat(opened).isEqualTo(CHECKPOINT);
  }

  @Test
  void nobodySignsForAnotherLedger() {
    // Given
    var foreign = KEY.signer(Checkpoint.origin(UUID.fromString("b2000000-0000-4000-8000-000000000001")));
    var note = SignedNote.sign(CHECKPOINT.text(), foreign);

    // Then
    assertThatThrownBy(() -> CHECKPOINT.sign(foreign)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Checkpoint.open(note, List.of(foreign.verifier(), SIGNER.verifier())))
        .isInstanceOfSatisfying(
            InvalidNote.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "o\n1\n", "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
      "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      "o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", "o\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      "o\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      "o\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
      "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n", "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
      "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nmore\n"})
  void whatIsNotACheckpointIsRefused(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOfSatisfying(InvalidNote.class,
        e -> assertThat(e.reason()).isEqualTo(Reason.CONTENT));
  }

  @Test
  void theEmptyLedgerHasACheckpoint() {
    // Given
    var empty = new Checkpoint(ORIGIN, 0, Rfc6962.EMPTY_ROOT);

    // When
    var parsed = Checkpoint.parse(empty.text());

    // Then
    assertThat(parsed).isEqualTo(empty);
  }
}
