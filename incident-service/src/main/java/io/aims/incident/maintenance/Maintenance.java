package io.aims.incident.maintenance;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/** Says which systems are being worked on; in the caller's transaction. */
@ApplicationScoped
public class Maintenance {
  private final MaintenanceWindows windows;

  Maintenance(MaintenanceWindows windows) {
    this.windows = windows;
  }

  /** The windows of some systems. */
  public record Calendar(List<Window> windows) {

    /** Until when the system is worked on, if it is at {@code at}; null when it is not. */
    public @Nullable Instant until(UUID systemId, Instant at) {
      return windows.stream()
          .filter(window -> window.systemId().equals(systemId) && !at.isBefore(window.startsAt())
              && at.isBefore(window.endsAt()))
          .map(Window::endsAt)
          .max(Instant::compareTo)
          .orElse(null);
    }
  }

  /** One window; its end belongs to it no more. */
  public record Window(UUID systemId, Instant startsAt, Instant endsAt) {}

  /** The windows of these systems that are not over at {@code since}. */
  public Uni<Calendar> calendar(Collection<UUID> systemIds, Instant since) {
    return windows.since(systemIds, since).map(Maintenance::calendar);
  }

  /**
   * The same for who decides what is muted and locks it only then: no window ends early until the transaction is over, so
   * that its end wakes what was muted.
   */
  public Uni<Calendar> keptCalendar(Collection<UUID> systemIds, Instant since) {
    return windows.keptSince(systemIds, since).map(Maintenance::calendar);
  }

  private static Calendar calendar(List<MaintenanceWindow> found) {
    return new Calendar(found.stream().map(w -> new Window(w.systemId(), w.startsAt(), w.endsAt())).toList());
  }
}
