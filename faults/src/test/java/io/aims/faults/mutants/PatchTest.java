package io.aims.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchTest {
  private static final String SOUND = "public class Thing { public String word() { return \"sound\"; } }";
  private static final String BROKEN = "public class Thing { public String word() { return \"broken\"; } }";
  private static final String TRANSFORMED = """
      public class Thing { public String word() { return "sound"; } public String added() { return "added"; } }""";
  @TempDir
  Path folder;

  private Path compiled(String name, String source) throws IOException {
    var place = Files.createDirectories(folder.resolve(name));
    var file = Files.writeString(place.resolve("Thing.java"), source);
    ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", place.toString(), file.toString());
    Files.delete(file);
    return place;
  }

  private void jar(Path jar, Path classes) throws IOException {
    Files.createDirectories(jar.getParent());
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("Thing.class"));
      out.write(Files.readAllBytes(classes.resolve("Thing.class")));
    }
  }

  private static String call(Path jar, String method) throws Exception {
    try (var loader = new URLClassLoader(new URL[]{jar.toUri().toURL()}, null)) {
      var type = loader.loadClass("Thing");
      return (String) type.getMethod(method).invoke(type.getConstructor().newInstance());
    }
  }

  @Test
  void a_broken_class_takes_the_place_and_gets_what_the_build_had_added() throws Exception {
    var application = folder.resolve("application");
    var jar = application.resolve("app/thing.jar");
    var transformed = application.resolve("quarkus/transformed-bytecode.jar");
    jar(jar, compiled("sound", SOUND));
    jar(transformed, compiled("transformed", TRANSFORMED));

    new Patch(compiled("broken", BROKEN)).apply(application);

    assertThat(call(jar, "word")).isEqualTo("broken");
    assertThat(call(transformed, "word")).isEqualTo("broken");
    assertThat(call(transformed, "added")).isEqualTo("added");
  }

  @Test
  void a_file_that_is_shared_with_the_build_stays_as_it_is() throws Exception {
    var built = folder.resolve("built/thing.jar");
    jar(built, compiled("sound", SOUND));
    var application = Files.createDirectories(folder.resolve("application/app"));
    Files.createLink(application.resolve("thing.jar"), built);

    new Patch(compiled("broken", BROKEN)).apply(application.getParent());

    assertThat(call(built, "word")).isEqualTo("sound");
    assertThat(call(application.resolve("thing.jar"), "word")).isEqualTo("broken");
  }

  @Test
  void a_class_that_is_nowhere_is_no_patch() throws Exception {
    var application = Files.createDirectories(folder.resolve("empty"));
    var patch = new Patch(compiled("broken", BROKEN));

    assertThatThrownBy(() -> patch.apply(application)).isInstanceOf(IllegalStateException.class);
  }
}
