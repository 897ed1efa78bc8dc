package io.aims.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells the living from those that ended but that nobody has collected yet, as happens in containers without init. */
final class Alive {

  private Alive() {}

  static boolean is(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  private static boolean isZombie(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
