package io.aims.faults.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

import io.aims.local.home.Home;

/**
 * One sown bug: a piece of a source file and what takes its place.
 *
 * @param file from the project's root
 * @param piece stands in the file exactly once; when it does no more, the mutant has to be written anew
 */
record Mutant(String name, String file, String piece, String instead) {

  /** The broken source. */
  String source(Path project) throws IOException {
    var sound = Files.readString(project.resolve(file));
    var at = sound.indexOf(piece);
    if (at < 0 || sound.indexOf(piece, at + 1) >= 0) {
      throw new IllegalStateException("Mutant '%s' no longer fits %s".formatted(name, file));
    }
    return sound.substring(0, at) + instead + sound.substring(at + piece.length());
  }

  /** The folder with the broken classes, and nothing of an earlier mutant. */
  Path compile(Path project, Path place, String classPath) throws IOException {
    var source = place.resolve("src").resolve(Path.of(file).getFileName());
    var classes = place.resolve("classes");
    Home.delete(place);
    Files.createDirectories(source.getParent());
    Files.createDirectories(classes);
    Files.writeString(source, source(project));
    var code = ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-nowarn", "-proc:none", "-parameters", "-d", classes.toString(), "-cp", classPath,
            source.toString());
    if (code != 0) {
      throw new IllegalStateException("Mutant '%s' does not compile".formatted(name));
    }
    return classes;
  }
}
