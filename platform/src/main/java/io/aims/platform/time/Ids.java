package io.aims.platform.time;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

/** Time-ordered ids (UUID version 7, RFC 9562 section 5.7), strictly increasing within a process; random ones where order must not show. */
@ApplicationScoped
public class Ids {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong last = new AtomicLong();

  public Ids(Clock clock) {
    this.clock = clock;
  }

  /** A new id; the 12 bits after the milliseconds count, so that ids of one millisecond keep their order. */
  public UUID next() {
    var now = clock.millis() << 12;
    var tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
    var most = (tick >>> 12) << 16 | 0x7000L | (tick & 0xFFF);
    var least = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
    return new UUID(most, least);
  }

  /** A new id that tells nothing of its time (UUID version 4), for what must not be put in order. */
  public UUID random() {
    return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
  }
}
