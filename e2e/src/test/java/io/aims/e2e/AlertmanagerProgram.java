package io.aims.e2e;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import io.aims.local.home.Home;

/**
 * Finds the Alertmanager of the Prometheus project: what {@code AIMS_ALERTMANAGER} names, what is installed, or Debian's
 * package, which is fetched once and believed by its checksum only. That one looks for its templates below {@code
 * /usr/share}, so it runs in a namespace of its own in which they are there.
 */
final class AlertmanagerProgram {
  private static final URI PACKAGE = URI.create("http://deb.debian.org/debian/pool/main/p/prometheus-alertmanager/"
      + "prometheus-alertmanager_0.25.0-1+b4_amd64.deb");
  private static final String SHA_256 = "4fb9aed15cfe8e0c32408e643ab32a1e41ee87d2cc26f18aeba928b1b0b98ae7";
  private static final String PROGRAM = "usr/bin/prometheus-alertmanager";
  private static final String TEMPLATES = "usr/share/prometheus/alertmanager";
  private static final String WITH_TEMPLATES = "mount -t tmpfs none /usr/share && mkdir /usr/share/prometheus"
      + " && cp -r \"$1\" /usr/share/prometheus/alertmanager && shift && exec \"$@\"";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private AlertmanagerProgram() {}

  /** The command that starts it; where none can be had, the journey is reported as skipped, with the reason. */
  static List<String> find(Path distributions) throws IOException, InterruptedException {
    var named = System.getenv("AIMS_ALERTMANAGER");
    if (named != null) {
      return List.of(named);
    }
    var installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> Stream.of("prometheus-alertmanager", "alertmanager").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
    return installed.isPresent() ? List.of(installed.get().toString()) : unpacked(fetched(distributions));
  }

  private static List<String> unpacked(Path folder) throws IOException, InterruptedException {
    var namespace = List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");
    var trial = Stream.concat(namespace.stream(), Stream.of("mount -t tmpfs none /usr/share")).toList();
    if (new ProcessBuilder(trial).redirectErrorStream(true).start().waitFor() != 0) {
      return abort("No Alertmanager installed, and Debian's needs a namespace that can't be had here:"
          + " name one in AIMS_ALERTMANAGER");
    }
    return Stream.concat(namespace.stream(), Stream.of(WITH_TEMPLATES, "sh", folder.resolve(TEMPLATES).toString(),
        folder.resolve(PROGRAM).toString())).toList();
  }

  private static Path fetched(Path distributions) throws InterruptedException {
    var folder = distributions.resolve("alertmanager-" + SHA_256.substring(0, 8));
    if (Files.isExecutable(folder.resolve(PROGRAM))) {
      return folder;
    }
    if (!System.getProperty("os.arch").equals("amd64")) {
      return abort("No Alertmanager for this processor: name one in AIMS_ALERTMANAGER");
    }
    try {
      var archive = download();
      if (!SHA_256.equals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive)))) {
        throw new IllegalStateException(PACKAGE + " is not the package that was expected");
      }
      Files.createDirectories(distributions);
      var draft = Files.createTempDirectory(distributions, "alertmanager.unpacking-");
      unpack(archive, draft);
      Files.setPosixFilePermissions(draft.resolve(PROGRAM), PosixFilePermissions.fromString("rwxr-xr-x"));
      Home.publish(draft, folder);
      return folder;
    } catch (IOException e) {
      return abort("No Alertmanager installed, and Debian's can't be fetched (%s): name one in AIMS_ALERTMANAGER"
          .formatted(e));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] download() throws IOException, InterruptedException {
    try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var answer = http.send(HttpRequest.newBuilder(PACKAGE).timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("answer " + answer.statusCode());
      }
      return answer.body();
    }
  }

  private static void unpack(byte[] archive, Path to) throws IOException {
    try (var parts = new ArArchiveInputStream(new ByteArrayInputStream(archive))) {
      while (!parts.getNextEntry().getName().equals("data.tar.xz")) {
        // control files are of no interest
      }
      copy(new TarArchiveInputStream(new XZCompressorInputStream(parts)), to);
    }
  }

  private static void copy(TarArchiveInputStream files, Path to) throws IOException {
    for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
      var file = to.resolve(entry.getName()).normalize();
      if (entry.isFile() && (file.startsWith(to.resolve(TEMPLATES)) || file.equals(to.resolve(PROGRAM)))) {
        Files.createDirectories(file.getParent());
        Files.copy(files, file);
      }
    }
  }
}
