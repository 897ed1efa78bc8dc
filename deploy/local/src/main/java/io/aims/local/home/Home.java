package io.aims.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The folders of one stack: {@code .aims} in the project, or what {@code AIMS_HOME} names.
 *
 * @param project the source tree
 * @param root everything that the stack writes
 */
public record Home(Path project, Path root) {

  public static Home of(Map<String, String> environment) {
    var project = Path.of(environment.getOrDefault("AIMS_PROJECT", ".")).toAbsolutePath().normalize();
    var root = environment.get("AIMS_HOME");
    return new Home(project, root == null || root.isBlank() ? project.resolve(".aims") : project.resolve(root));
  }

  /** Data of a component; forgotten by {@code up --fresh}. */
  public Path data(String component) {
    return root.resolve("data").resolve(component);
  }

  /** Unpacked distributions: costly to make, without data, so that all stacks of this project share them. */
  public Path distribution(String name) {
    return project.resolve(".aims/dist").resolve(name);
  }

  /** An empty place to build a distribution in, of this launcher alone. */
  public Path distributionDraft(String name) {
    var draft = distribution(name + ".unpacking-" + ProcessHandle.current().pid());
    delete(draft);
    return draft;
  }

  /** The copy of a service that runs, so that a build never changes files under a running process. */
  public Path application(String service) {
    return root.resolve("app").resolve(service);
  }

  /** Signing key, verifier key and published checkpoints of the ledger. */
  public Path ledger() {
    return root.resolve("ledger");
  }

  /** The services' keys that sign the heads of their streams, with the verifier keys. */
  public Path streamKeys() {
    return root.resolve("streams");
  }

  /** The keys that encrypt the secrets of hook senders. */
  public Path vaultKeys() {
    return root.resolve("vault");
  }

  public Path log(String component) {
    return root.resolve("log").resolve(component + ".log");
  }

  /** What runs now: process records, ports, the lock. */
  public Path run() {
    return root.resolve("run");
  }

  public Path secrets() {
    return root.resolve("secrets.properties");
  }

  public Path realm() {
    return project.resolve("deploy/keycloak/aims-realm.json");
  }

  public Path accounts() {
    return project.resolve("deploy/keycloak/accounts.json");
  }

  /** Forgets all data. Nothing may be running. */
  public void forgetData() {
    for (var folder : List.of(root.resolve("data"), ledger(), streamKeys(), vaultKeys(), root.resolve("log"))) {
      delete(folder);
    }
  }

  public static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a complete folder in its place, unless another launcher was faster. */
  public static void publish(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      delete(draft);
    }
  }

  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
