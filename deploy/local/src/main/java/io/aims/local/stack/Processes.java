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
  private static final String IN_FOREGROUND = "in the foreground";
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
  public ProcessHandle start(String component, Launch launch) throws IOException {
    return start(component, launch, logs.begin(component));
  }

  /** Starts in place of a process that died. */
  ProcessHandle startAgain(String component, Launch launch) throws IOException {
    return start(component, launch, logs.resume(component));
  }

  private synchronized ProcessHandle start(String component, Launch launch, Path log) throws IOException {
    if (closed) {
      throw new IOException("the stack is being stopped");
    }
    var command = new ArrayList<String>();
    OWN_SESSION.stream().filter(file -> Files.isExecutable(Path.of(file))).findFirst().ifPresent(command::add);
    command.addAll(launch.command());
    var builder = new ProcessBuilder(command).directory(launch.directory().toFile())
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(log.toFile()));
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
    return exit(component).map(Exit::why).orElse("has ended");
  }

  /** Whether a process ended by its own fault, as far as the launcher that started it can say. */
  boolean hasFailed(String component) {
    return exit(component).filter(code -> !Exit.isByOthers(code)).isPresent();
  }

  /** The exit code of a process that has ended and that was started here. */
  public Optional<Integer> exit(String component) {
    var child = children.get(component);
    try {
      return child != null && records.find(component).filter(record -> record.pid() == child.pid()).isPresent()
          && child.waitFor(1, TimeUnit.SECONDS) ? Optional.of(child.exitValue()) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Records that this process here acts as the component. */
  public void actAs(String component) {
    records.save(PidRecord.of(component, ProcessHandle.current(), IN_FOREGROUND));
  }

  /** The process goes on, but is the component no more. */
  public void forget(String component) {
    records.remove(component);
  }

  public boolean isMe(String component) {
    return find(component).filter(ProcessHandle.current()::equals).isPresent();
  }

  /** Whether the component is a launcher that somebody looks at, as opposed to a process started for it. */
  public boolean isInForeground(String component) {
    return records.find(component)
        .filter(record -> record.fingerprint().equals(IN_FOREGROUND))
        .flatMap(PidRecord::process)
        .isPresent();
  }

  void giveUp(String component, String why) {
    records.giveUp(component, why);
  }

  boolean isGivenUp(String component) {
    return records.givenUp(component).isPresent();
  }

  public Logs logs() {
    return logs;
  }

  /** From now on nothing is started any more. */
  public synchronized void close() {
    closed = true;
  }

  /** Ends a process that has nothing to tidy up, and forgets it. */
  public void discard(String component) {
    var process = records.process(component);
    records.remove(component);
    process.ifPresent(alive -> {
      alive.destroyForcibly();
      ended(alive, ORDERLY_STOP.toNanos());
    });
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
