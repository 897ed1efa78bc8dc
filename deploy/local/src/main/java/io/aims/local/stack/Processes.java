package io.aims.local.stack;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Starts and stops component processes by their records; a started process does not depend on the launcher. */
public final class Processes {
  private static final Duration ORDERLY_STOP = Duration.ofSeconds(25);
  private static final List<String> OWN_SESSION = List.of("/usr/bin/setsid", "/bin/setsid");
  private final PidRecords records;
  private final Logs logs;
  private final Map<String, Process> children = new ConcurrentHashMap<>();
  private boolean closed;

  public Processes(PidRecords records, Logs logs) {
    this.records = records;
    this.logs = logs;
  }

  /** Starts a process in a session of its own, so that Ctrl-C reaches the launcher only, which stops all in order. */
  synchronized ProcessHandle start(String component, Launch launch) throws IOException {
    if (closed) {
      throw new IOException("the stack is being stopped");
    }
    var command = new ArrayList<String>();
    OWN_SESSION.stream().filter(file -> Files.isExecutable(Path.of(file))).findFirst().ifPresent(command::add);
    command.addAll(launch.command());
    var builder = new ProcessBuilder(command).directory(launch.directory().toFile())
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(logs.begin(component).toFile()));
    builder.environment().putAll(launch.environment());
    var process = builder.start();
    children.put(component, process);
    records.save(PidRecord.of(component, process.toHandle(), launch.fingerprint()));
    return process.toHandle();
  }

  /** The live process of a component. */
  public Optional<ProcessHandle> find(String component) {
    return records.process(component);
  }

  /** Whether this launcher has started the component, as opposed to finding it running. */
  boolean hasStarted(String component) {
    return children.containsKey(component);
  }

  /** True from start to stop on purpose, also while the process is dead. */
  boolean isRecorded(String component) {
    return records.find(component).isPresent();
  }

  boolean runs(String component, Launch launch) {
    return records.find(component)
        .filter(record -> record.fingerprint().equals(launch.fingerprint()))
        .flatMap(PidRecord::process)
        .isPresent();
  }

  /** Why a process is no more, as far as the launcher that started it can say. */
  String why(String component) {
    try {
      var child = children.get(component);
      return child != null && child.waitFor(1, TimeUnit.SECONDS) ? Exit.why(child.exitValue()) : "has ended";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "has ended";
    }
  }

  public Logs logs() {
    return logs;
  }

  /** From now on nothing is started any more. */
  synchronized void close() {
    closed = true;
  }

  /** Stops these components together: first politely, then, after a while, by force. Forgets their records. */
  void stop(Collection<Component> components) {
    var processes = new ArrayList<ProcessHandle>();
    for (var component : components) {
      var process = records.process(component.name());
      records.remove(component.name());
      process.ifPresent(alive -> {
        signal(alive, component.stopSignal());
        processes.add(alive);
      });
    }
    var deadline = System.nanoTime() + ORDERLY_STOP.toNanos();
    for (var process : processes) {
      if (!ended(process, deadline - System.nanoTime())) {
        process.destroyForcibly();
        ended(process, ORDERLY_STOP.toNanos());
      }
    }
  }

  /** Ends a component as a crash would: at once, without a chance to tidy up. */
  public void kill(String component) {
    var process = records.process(component).orElseThrow(() -> new Trouble(component + " does not run."));
    process.destroyForcibly();
    ended(process, ORDERLY_STOP.toNanos());
  }

  private static boolean ended(ProcessHandle process, long nanos) {
    var deadline = System.nanoTime() + nanos;
    try {
      while (Alive.is(process) && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !Alive.is(process);
  }

  private static void signal(ProcessHandle process, String name) {
    if (name.equals("TERM")) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
