package io.aims.faults.mutants;

import java.io.IOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Puts broken classes in the place of sound ones in the copy of a packaged service. The build has changed some classes once
 * more after compiling them, and left the result in a jar that goes before all others; a broken class gets what was added.
 */
final class Patch {
  private static final String TRANSFORMED = "quarkus/transformed-bytecode.jar";
  private final Map<String, byte[]> broken = new LinkedHashMap<>();
  private final Map<String, byte[]> sound = new HashMap<>();

  /** @param classes the folder with the broken ones */
  Patch(Path classes) throws IOException {
    try (var files = Files.walk(classes)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        broken.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
  }

  /** Changes the jars of the application; those that it shares files with stay as they are. */
  void apply(Path application) throws IOException {
    var placed = 0;
    for (var jar : jars(application)) {
      placed += replace(jar, jar.equals(application.resolve(TRANSFORMED)));
    }
    if (placed == 0) {
      throw new IllegalStateException("None of %s is in %s".formatted(broken.keySet(), application));
    }
  }

  /** Those that were changed after compiling last: they are compared with what was compiled. */
  static List<Path> jars(Path application) throws IOException {
    try (var files = Files.walk(application)) {
      return files.filter(file -> file.toString().endsWith(".jar"))
          .sorted((a, b) -> Boolean.compare(a.endsWith(TRANSFORMED), b.endsWith(TRANSFORMED)))
          .toList();
    }
  }

  private int replace(Path jar, boolean transformed) throws IOException {
    try (var zip = new ZipFile(jar.toFile())) {
      var here = broken.keySet().stream().filter(name -> zip.getEntry(name) != null).toList();
      if (here.isEmpty()) {
        return 0;
      }
      var changed = Files.createTempFile(jar.getParent(), "changed", ".tmp");
      try (var out = new ZipOutputStream(Files.newOutputStream(changed))) {
        for (var entry : zip.stream().toList()) {
          var bytes = zip.getInputStream(entry).readAllBytes();
          put(out, entry.getName(), here.contains(entry.getName())
              ? instead(entry.getName(), bytes, transformed)
              : bytes);
        }
        if (!transformed) {
          for (var fresh : broken.keySet().stream().filter(name -> !here.contains(name)).toList()) {
            put(out, fresh, broken.get(fresh));
          }
        }
      }
      Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
      return here.size();
    }
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private byte[] instead(String name, byte[] present, boolean transformed) {
    if (transformed) {
      return alike(broken.get(name), sound.get(name), present);
    }
    sound.put(name, present);
    return broken.get(name);
  }

  /** Adds the methods that the build has added, and gives the class the same access. */
  private static byte[] alike(byte[] broken, byte[] compiled, byte[] transformed) {
    var file = ClassFile.of();
    var before = file.parse(compiled)
        .methods()
        .stream()
        .map(method -> method.methodName().stringValue() + method.methodType().stringValue())
        .collect(Collectors.toSet());
    var after = file.parse(transformed);
    ClassTransform access = (builder, element) -> {
      if (element instanceof AccessFlags) {
        builder.withFlags(after.flags().flagsMask());
      } else {
        builder.with(element);
      }
    };
    return file.transformClass(file.parse(broken), access.andThen(ClassTransform.endHandler(builder -> after.methods()
        .stream()
        .filter(method -> !before.contains(method.methodName().stringValue() + method.methodType().stringValue()))
        .forEach(builder::with))));
  }
}
