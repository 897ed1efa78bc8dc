package io.aims.local.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;

import io.aims.local.home.Home;
import io.aims.local.stack.Trouble;

/** Unpacks the Keycloak distribution that the build found in the local Maven repository, once per version. */
final class KeycloakDistribution {
  private final Home home;

  KeycloakDistribution(Home home) {
    this.home = home;
  }

  /** The zip, as the build of this module noted it. */
  private Path archive() throws IOException {
    var note = home.project().resolve("deploy/local/target/keycloak-distribution");
    var archive = Files.exists(note) ? Path.of(Files.readString(note).strip()) : note;
    if (!archive.toString().endsWith(".zip") || !Files.exists(archive)) {
      throw new Trouble("Keycloak's distribution is not in the local Maven repository: run ./mvnw package once.");
    }
    return archive;
  }

  Path folder() throws IOException {
    return home.distribution(archive().getFileName().toString().replace(".zip", "").replace("-quarkus-dist", ""));
  }

  boolean isUnpacked() throws IOException {
    return Files.exists(folder());
  }

  /** Unpacks beside the final place first, so that an interruption leaves nothing half done. */
  void unpack(Preparation afterwards) throws IOException, InterruptedException {
    var draft = home.distributionDraft("keycloak");
    try (var zip = new ZipInputStream(Files.newInputStream(archive()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var inside = Path.of(entry.getName());
        if (inside.getNameCount() > 1 && !entry.isDirectory()) {
          var file = draft.resolve(inside.subpath(1, inside.getNameCount())).normalize();
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
    afterwards.in(draft);
    Home.publish(draft, folder());
  }

  /** What has to succeed before the distribution counts as complete. */
  interface Preparation {
    void in(Path folder) throws IOException, InterruptedException;
  }
}
