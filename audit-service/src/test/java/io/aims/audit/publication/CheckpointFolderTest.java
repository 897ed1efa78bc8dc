package io.aims.audit.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.aims.audit.merkle.Rfc6962;
import io.aims.audit.note.Checkpoint;
import io.aims.platform.note.SignedNote;
import io.aims.platform.note.SigningKey;

class CheckpointFolderTest {
  private static final UUID ACME = UUID.fromString("a1000000-0000-4000-8000-000000000001");
  private static final SigningKey KEY = SigningKey.generate();
  @TempDir
  Path dir;

  @Test
  void has_nothing_before_the_first_checkpoint() throws IOException {
    var folder = new CheckpointFolder(dir);

    assertThat(folder.tenants()).isEmpty();
    assertThat(folder.latest(ACME)).isEmpty();
  }

  @Test
  void shows_the_latest_and_keeps_all() throws IOException {
    var folder = new CheckpointFolder(dir);
    var first = note(1);
    var second = note(2);

    folder.publish(ACME, first);
    folder.publish(ACME, second);

    assertThat(folder.tenants()).containsExactly(ACME);
    assertThat(folder.latest(ACME)).contains(second);
    assertThat(dir.resolve("checkpoints/" + ACME + "/history")).content()
        .isEqualTo(new String(first.encode()) + "\n" + new String(second.encode()) + "\n");
    try (var files = Files.list(dir.resolve("checkpoints/" + ACME))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void passes_over_what_is_no_organisation() throws IOException {
    Files.createDirectories(dir.resolve("checkpoints/lost+found"));

    assertThat(new CheckpointFolder(dir).tenants()).isEmpty();
  }

  private static SignedNote note(long size) {
    return new Checkpoint(Checkpoint.origin(ACME), size, Rfc6962.leaf(new byte[]{(byte) size}))
        .sign(KEY.signer(Checkpoint.origin(ACME)));
  }
}
