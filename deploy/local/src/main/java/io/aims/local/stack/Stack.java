package io.aims.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** All components together: starts them side by side in the order that they need, stops them the other way round. */
public final class Stack {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration LOOK_SELDOM = Duration.ofSeconds(1);
  private static final Duration ADOPTION_PATIENCE = Duration.ofSeconds(20);
  private static final int LAST_LINES = 15;
  private final List<Component> components;
  private final Processes processes;
  private final Progress progress;
  private volatile boolean givenUp;

  /** @param components each after those that it needs or follows */
  public Stack(List<Component> components, Processes processes, Progress progress) {
    this.components = List.copyOf(components);
    this.processes = processes;
    this.progress = progress;
  }

  private record Milestones(CompletableFuture<Void> started, CompletableFuture<Void> ready) {}

  /**
   * Brings every component up; what runs already, unchanged and healthy, is kept. When one fails, those that were
   * started here are stopped again.
   */
  public void start() throws ComponentFailed {
    try {
      startAll();
    } catch (ComponentFailed | RuntimeException e) {
      stop(components.stream().filter(component -> processes.hasStarted(component.name())).toList());
      throw e;
    }
  }

  private void startAll() throws ComponentFailed {
    Map<String, Milestones> milestones = new LinkedHashMap<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var component : components) {
        var before = new ArrayList<CompletableFuture<Void>>();
        component.needs()
            .stream()
            .filter(milestones::containsKey)
            .map(name -> milestones.get(name).ready())
            .forEach(before::add);
        component.follows()
            .stream()
            .filter(milestones::containsKey)
            .map(name -> milestones.get(name).started())
            .forEach(before::add);
        var started = new CompletableFuture<Void>();
        var ready = CompletableFuture.runAsync(() -> bringUp(component, before, started), executor);
        ready.whenComplete((done, failure) -> started.complete(null));
        milestones.put(component.name(), new Milestones(started, ready));
      }
    }
    for (var milestone : milestones.values()) {
      try {
        milestone.ready().join();
      } catch (CompletionException e) {
        switch (e.getCause()) {
          case Failed failed -> throw failed.why;
          case GivenUp another -> {
            /* told by the one that failed */ }
          case Trouble trouble -> throw trouble;
          default -> throw e;
        }
      }
    }
  }

  private void bringUp(Component component, List<CompletableFuture<Void>> before, CompletableFuture<Void> started) {
    try {
      component.prepare(progress);
      for (var milestone : before) {
        milestone.join();
      }
      var launch = component.launch();
      var begun = System.nanoTime();
      var kept = processes.runs(component.name(), launch) && isSoonReady(component);
      if (!kept) {
        processes.stop(List.of(component));
        giveUpWithOthers();
        component.install();
        processes.start(component.name(), launch);
      }
      started.complete(null);
      awaitReady(component, launch);
      component.complete();
      progress.say(component.name(), "%-9s %-24s %s".formatted("ready", component.address(),
          kept ? "(runs already)" : "%.1f s".formatted((System.nanoTime() - begun) / 1e9)));
    } catch (ComponentFailed e) {
      givenUp = true;
      throw new Failed(e);
    } catch (IOException e) {
      givenUp = true;
      throw new UncheckedIOException(component.name() + " can't be started: " + e.getMessage(), e);
    } catch (InterruptedException | CompletionException e) {
      throw new GivenUp();
    } catch (RuntimeException e) {
      givenUp = true;
      throw e;
    }
  }

  private boolean isSoonReady(Component component) throws InterruptedException {
    var deadline = System.nanoTime() + ADOPTION_PATIENCE.toNanos();
    while (processes.find(component.name()).isPresent() && System.nanoTime() < deadline) {
      if (component.isReady()) {
        return true;
      }
      Thread.sleep(LOOK_AGAIN);
    }
    return false;
  }

  private void awaitReady(Component component, Launch launch)
      throws IOException, ComponentFailed, InterruptedException {
    var begun = System.nanoTime();
    while (!component.isReady()) {
      giveUpWithOthers();
      if (processes.find(component.name()).isEmpty()) {
        if (!processes.hasFailed(component.name()) || !component.startPlainly()) {
          throw failed(component, processes.why(component.name()));
        }
        processes.startAgain(component.name(), launch.with(List.of()));
      }
      var waited = Duration.ofNanos(System.nanoTime() - begun);
      if (waited.compareTo(component.patience()) > 0) {
        var obstacle = component.obstacle();
        throw failed(component, "was not ready after %d s%s".formatted(waited.toSeconds(),
            obstacle.isEmpty() ? "" : " (" + obstacle + ")"));
      }
      Thread.sleep(waited.toSeconds() < 20 ? LOOK_AGAIN : LOOK_SELDOM);
    }
  }

  private ComponentFailed failed(Component component, String why) {
    var logs = processes.logs();
    return new ComponentFailed(component.name(), why, logs.of(component.name()),
        logs.tail(component.name(), LAST_LINES));
  }

  private void giveUpWithOthers() {
    if (givenUp) {
      throw new GivenUp();
    }
  }

  /** Stops everything, each component after those that need it. */
  public void stop() {
    stop(components);
  }

  private void stop(List<Component> some) {
    givenUp = true;
    processes.close();
    var left = new ArrayList<>(some);
    while (!left.isEmpty()) {
      var needed = new HashSet<String>();
      left.forEach(component -> {
        needed.addAll(component.needs());
        needed.addAll(component.follows());
      });
      var wave = left.stream().filter(component -> !needed.contains(component.name())).toList();
      var running = wave.stream().filter(component -> processes.find(component.name()).isPresent()).toList();
      if (!running.isEmpty()) {
        progress.say("  stopping " + String.join(", ", running.stream().map(Component::name).toList()));
      }
      processes.stop(wave);
      left.removeAll(wave);
    }
  }

  /** Another component failed: this one stops waiting. */
  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Carries the checked failure through the futures. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ComponentFailed why;

    Failed(ComponentFailed why) {
      super(why);
      this.why = why;
    }
  }
}
