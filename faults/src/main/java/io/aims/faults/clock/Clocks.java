package io.aims.faults.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/** Attaches {@link ClockAgent} to running processes. */
public final class Clocks {

  private Clocks() {}

  /** From now on the clock of this Java process is wrong by so much; 0 sets it right. */
  public static void jump(long pid, long millis) throws IOException {
    var agent = agent();
    try {
      var process = VirtualMachine.attach(Long.toString(pid));
      try {
        process.loadAgent(agent.toString(), Long.toString(millis));
      } finally {
        process.detach();
      }
    } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
      throw new IOException("the clock of process " + pid + " can't be changed: " + e.getMessage(), e);
    } finally {
      Files.delete(agent);
    }
  }

  private static Path agent() throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", ClockAgent.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    var jar = Files.createTempFile("clock-agent", ".jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (var type : new Class<?>[]{ClockAgent.class, ClockAgent.class.getDeclaredClasses()[0]}) {
        var name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (var bytes = Clocks.class.getClassLoader().getResourceAsStream(name)) {
          if (bytes == null) {
            throw new IOException(name + " is missing");
          }
          bytes.transferTo(out);
        }
      }
    }
    return jar;
  }
}
