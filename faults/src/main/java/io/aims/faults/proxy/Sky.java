package io.aims.faults.proxy;

import java.time.Duration;

/** The weather over one proxy, and those who wait for it to change. */
final class Sky {
  private Weather weather = Weather.FAIR;

  synchronized Weather now() {
    return weather;
  }

  synchronized void turns(Weather next) {
    weather = next;
    notifyAll();
  }

  /** Holds a message back for as long as the weather wants. */
  void pass(long bytes, Link link) throws InterruptedException {
    Weather met;
    synchronized (this) {
      while (weather.silent() && !link.closed()) {
        wait(200);
      }
      met = weather;
    }
    var held = met.holds(bytes);
    if (held.compareTo(Duration.ZERO) > 0) {
      Thread.sleep(held);
    }
  }
}
