package io.aims.faults.run;

import java.util.List;
import java.util.Random;

import io.aims.faults.load.Load;
import io.aims.faults.stack.StackUnderTest;
import io.aims.local.engine.ServiceCatalogue;

/** The disk of PostgreSQL and Kafka is full for a while. */
public final class DiskFull implements Scenario {
  private final int atMillis;
  private final int forMillis;

  public DiskFull(long seed) {
    var random = new Random(seed);
    this.atMillis = 200 + random.nextInt(2_000);
    this.forMillis = 1_500 + random.nextInt(4_000);
  }

  @Override
  public String name() {
    return "disk full @%d+%d".formatted(atMillis, forMillis);
  }

  @Override
  public boolean needsSmallDisk() {
    return true;
  }

  @Override
  public List<Recovery> play(StackUnderTest stack, Load load) throws Exception {
    Thread.sleep(atMillis);
    stack.disk().fill();
    try {
      Thread.sleep(forMillis);
    } finally {
      stack.disk().free();
    }
    var recovery = Recoveries.measure("disk full", ServiceCatalogue.INCIDENT, load, System.nanoTime());
    for (var engine : List.of("postgres", "kafka")) {
      stack.awaitRevival(engine);
    }
    return List.of(recovery.get());
  }
}
