package io.aims.faults.run;

import java.util.List;

import io.aims.faults.load.Load;
import io.aims.faults.stack.StackUnderTest;

/** Nothing goes wrong: what is measured then is what the figures of other runs are compared with. */
public final class FairWeather implements Scenario {

  @Override
  public String name() {
    return "fair weather";
  }

  /** Not all: a risk can be flagged between a client's look at it and the change. */
  @Override
  public double accepted() {
    return 0.95;
  }

  @Override
  public List<Recovery> play(StackUnderTest stack, Load load) {
    return List.of();
  }
}
