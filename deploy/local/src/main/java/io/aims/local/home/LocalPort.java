package io.aims.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks this machine about its loopback ports: is one free, and who has it. */
public final class LocalPort {
  private static final String LISTENING = "0A";

  private LocalPort() {}

  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Any port that is free now. */
  public static int any() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that listens on this port, as far as this user may see it. */
  public static Optional<ProcessHandle> owner(int port) {
    var sockets = listeningSockets(port);
    return sockets.isEmpty()
        ? Optional.empty()
        : ProcessHandle.allProcesses().filter(process -> holds(process, sockets)).findFirst();
  }

  /** "process 4711 (java -jar other.jar)", or what is known of it. */
  public static String ownerText(int port) {
    return owner(port).map(process -> "process %d (%s)".formatted(process.pid(), commandOf(process)))
        .orElse("a process that this user can't see");
  }

  private static String commandOf(ProcessHandle process) {
    var command = process.info().commandLine().orElse("unknown command");
    return command.length() > 100 ? command.substring(0, 100) + "…" : command;
  }

  private static Set<String> listeningSockets(int port) {
    var suffix = ":%04X".formatted(port);
    var sockets = new HashSet<String>();
    for (var table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        for (var line : Files.readAllLines(Path.of(table))) {
          var columns = line.strip().split("\\s+");
          if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
            sockets.add("socket:[" + columns[9] + "]");
          }
        }
      } catch (IOException e) {
        // no such table on this system: the owner stays unknown
      }
    }
    return sockets;
  }

  private static boolean holds(ProcessHandle process, Set<String> sockets) {
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      for (var descriptor : descriptors) {
        if (Files.isSymbolicLink(descriptor) && sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      // somebody else's process, or one that has just ended
    }
    return false;
  }
}
