package io.aims.incident.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {
  @TempDir
  Path folder;

  @Test
  void what_was_sealed_opens_for_its_owner_alone() throws IOException {
    var box = open();

    var sealed = box.seal("whsec_geheim", "one");

    assertThat(box.open(sealed, "one")).contains("whsec_geheim");
    assertThat(box.open(sealed, "other")).isEmpty();
    assertThat(new String(sealed.bytes())).doesNotContain("geheim");
    assertThat(box.seal("whsec_geheim", "one").bytes()).isNotEqualTo(sealed.bytes());
  }

  @Test
  void a_changed_byte_shows() throws IOException {
    var box = open();
    var sealed = box.seal("secret", "one");

    for (var at = 0; at < sealed.bytes().length; at++) {
      var changed = Arrays.copyOf(sealed.bytes(), sealed.bytes().length);
      changed[at] ^= 1;
      assertThat(box.open(new SealedSecret(sealed.key(), changed), "one")).isEmpty();
    }
    assertThat(box.open(new SealedSecret(sealed.key(), new byte[3]), "one")).isEmpty();
  }

  @Test
  void a_further_key_seals_from_now_on_and_the_old_one_still_opens() throws IOException {
    var before = open().seal("secret", "one");
    var old = keys().getFirst();
    key("2.key", new byte[32]);

    var box = open();

    assertThat(box.seal("secret", "one").key()).isEqualTo("2");
    assertThat(box.open(before, "one")).contains("secret");
    Files.delete(old);
    assertThat(open().open(before, "one")).isEmpty();
  }

  @Test
  void the_tenth_key_is_newer_than_the_ninth() throws IOException {
    key("9.key", new byte[32]);
    key("10-b.key", new byte[32]);
    key("10-a.key", new byte[32]);
    key("old.key", new byte[32]);

    assertThat(open().seal("secret", "one").key()).isEqualTo("10-b");
  }

  @Test
  void the_first_key_is_made_once_and_for_the_owner_alone() throws IOException {
    open();
    var made = keys();
    open();

    assertThat(made).hasSize(1).isEqualTo(keys());
    assertThat(made.getFirst().getFileName().toString()).matches("1-[0-9a-f]{8}\\.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.getFirst()))).isEqualTo("rw-------");
    Files.setPosixFilePermissions(made.getFirst(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> open()).isInstanceOf(IOException.class).hasMessageContaining("600");
  }

  @Test
  void where_secrets_were_sealed_a_lost_key_is_not_replaced() throws IOException {
    assertThatThrownBy(() -> BoxFolder.open(folder, () -> true)).isInstanceOf(IOException.class)
        .hasMessageContaining("backup");
    assertThat(keys()).isEmpty();

    key("1.key", new byte[32]);
    assertThat(BoxFolder.open(folder, () -> true).seal("secret", "one").key()).isEqualTo("1");
  }

  @Test
  void a_key_of_another_length_is_none() throws IOException {
    key("1.key", new byte[16]);

    assertThatThrownBy(() -> open()).isInstanceOf(IllegalArgumentException.class);
  }

  private SecretBox open() throws IOException {
    return BoxFolder.open(folder, () -> false);
  }

  private List<Path> keys() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".key")).toList();
    }
  }

  private void key(String name, byte[] key) throws IOException {
    var file = folder.resolve(name);
    Files.writeString(file, Base64.getEncoder().encodeToString(key));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
