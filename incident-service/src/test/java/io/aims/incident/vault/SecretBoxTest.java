package io.aims.incident.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {
  @TempDir
  Path folder;

  @Test
  void what_was_sealed_opens_for_its_owner_alone() throws IOException {
    var box = BoxFolder.open(folder);

    var sealed = box.seal("whsec_geheim", "one");

    assertThat(box.open(sealed, "one")).contains("whsec_geheim");
    assertThat(box.open(sealed, "other")).isEmpty();
    assertThat(new String(sealed.bytes())).doesNotContain("geheim");
    assertThat(box.seal("whsec_geheim", "one").bytes()).isNotEqualTo(sealed.bytes());
  }

  @Test
  void a_changed_byte_shows() throws IOException {
    var box = BoxFolder.open(folder);
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
    var before = BoxFolder.open(folder).seal("secret", "one");
    key("2.key", new byte[32]);

    var box = BoxFolder.open(folder);

    assertThat(box.seal("secret", "one").key()).isEqualTo("2");
    assertThat(box.open(before, "one")).contains("secret");
    Files.delete(folder.resolve("1.key"));
    assertThat(BoxFolder.open(folder).open(before, "one")).isEmpty();
  }

  @Test
  void the_first_key_is_made_once_and_for_the_owner_alone() throws IOException {
    BoxFolder.open(folder);
    var key = Files.readString(folder.resolve("1.key"));
    BoxFolder.open(folder);

    assertThat(folder.resolve("1.key")).hasContent(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("1.key"))))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(folder.resolve("1.key"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> BoxFolder.open(folder)).isInstanceOf(IOException.class).hasMessageContaining("600");
  }

  @Test
  void a_key_of_another_length_is_none() throws IOException {
    key("1.key", new byte[16]);

    assertThatThrownBy(() -> BoxFolder.open(folder)).isInstanceOf(IllegalArgumentException.class);
  }

  private void key(String name, byte[] key) throws IOException {
    var file = folder.resolve(name);
    Files.writeString(file, Base64.getEncoder().encodeToString(key));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
