package io.aims.local.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import io.aims.local.home.Home;
import io.aims.local.stack.Trouble;

/** Unpacks the PostgreSQL programs that travel as a dependency, once per version. */
final class PostgresBinaries {
  private static final int OWNER_EXECUTES = 0100;
  private final Home home;

  PostgresBinaries(Home home) {
    this.home = home;
  }

  /** The folder with {@code bin}, {@code lib} and {@code share}. */
  Path unpacked() throws IOException {
    var folder = home.distribution("postgresql-" + checksum());
    if (!Files.exists(folder)) {
      var draft = home.distributionDraft("postgresql");
      try (var archive = archive()) {
        unpack(archive, draft);
      }
      Home.publish(draft, folder);
    }
    return folder;
  }

  private static String checksum() throws IOException {
    try (var archive = new CheckedInputStream(archive(), new CRC32())) {
      archive.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().toHexDigits((int) archive.getChecksum().getValue());
    }
  }

  private static InputStream archive() {
    var architecture = switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> System.getProperty("os.arch");
    };
    var archive = PostgresBinaries.class.getResourceAsStream("/postgres-linux-" + architecture + ".txz");
    if (archive == null || !System.getProperty("os.name").equals("Linux")) {
      throw new Trouble("No PostgreSQL for %s on %s comes with the local stack; it runs on Linux, x86-64 or ARM 64."
          .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return archive;
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null;) {
        var file = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(file.getParent());
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(tar, file);
          if ((entry.getMode() & OWNER_EXECUTES) != 0) {
            Files.setPosixFilePermissions(file, Set.of(PosixFilePermission.values()));
          }
        }
      }
    }
  }
}
