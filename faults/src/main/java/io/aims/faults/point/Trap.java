package io.aims.faults.point;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aims.faults.proxy.Happening;
import io.aims.faults.proxy.Link;
import io.aims.faults.proxy.Lookout;

/** Waits for the n-th occurrence of a moment and then strikes, once. */
public final class Trap implements Lookout {
  private final Moment moment;
  private final AtomicInteger left;
  private final Blow blow;
  private final CountDownLatch sprung = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  /** Does the damage while the message is held; false when the connection is to end with it. */
  public interface Blow {
    boolean fall(Link link) throws InterruptedException;
  }

  public Trap(Moment moment, int occurrence, Blow blow) {
    this.moment = moment;
    this.left = new AtomicInteger(occurrence);
    this.blow = blow;
  }

  @Override
  public boolean marks(String statement) {
    return moment.marks(statement);
  }

  @Override
  public boolean passes(Happening happening, Link link) throws InterruptedException {
    if (!moment.is(happening) || left.decrementAndGet() != 0) {
      return true;
    }
    sprung.countDown();
    try {
      return blow.fall(link);
    } finally {
      done.countDown();
    }
  }

  /** Waits for the moment, at most so long, and then for the end of the blow; false when the moment has not come. */
  public boolean await(long millis) throws InterruptedException {
    if (!sprung.await(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    done.await();
    return true;
  }
}
