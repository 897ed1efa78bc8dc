package io.aims.platform.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.note.InvalidNote;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.SigningKey;

class StreamClaimTest {
  private static final UUID TENANT = UUID.fromString("a1000000-0000-4000-8000-000000000001");
  private static final StreamClaim CLAIM = new StreamClaim("risk-service", TENANT,
      StreamHead.EMPTY.append("one".getBytes()), Instant.parse("2026-05-03T02:00:00.123456Z"), 2);
  private final SigningKey key = SigningKey.generate();

  @Test
  void it_is_a_signed_note_of_five_lines() {
    var note = CLAIM.sign(key.signer("aims/stream/risk-service"));

    assertThat(note.text()).isEqualTo("""
        aims/stream/risk-service/a1000000-0000-4000-8000-000000000001
        1
        ZsPKQ6MSrWGf6RnTmzwf31CWKI7yGUbgPH3N4Jj3F0o=
        2026-05-03T02:00:00.123456Z
        epoch 2
        """);
  }

  @Test
  void who_knows_the_services_key_reads_it_back() {
    var signer = key.signer("aims/stream/risk-service");

    var read = StreamClaim.open(SignedNote.parse(CLAIM.sign(signer).encode()), List.of(signer.verifier()));

    assertThat(read).isEqualTo(CLAIM);
  }

  @Test
  void another_services_key_does_not_sign_for_it() {
    var other = key.signer("aims/stream/audit-service");
    var note = SignedNote.sign(CLAIM.sign(key.signer("aims/stream/risk-service")).text(), other);

    assertThatThrownBy(() -> CLAIM.sign(other)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StreamClaim.open(note, List.of(other.verifier()))).isInstanceOf(InvalidNote.class);
  }

  @Test
  void another_text_under_the_services_key_is_no_claim() {
    var signer = key.signer("aims/stream/risk-service");

    assertThatThrownBy(
        () -> StreamClaim.open(SignedNote.sign("aims/stream/risk-service\n1\n", signer), List.of(signer.verifier())))
        .isInstanceOf(InvalidNote.class)
        .hasMessageContaining("not the head of a stream");
  }
}
