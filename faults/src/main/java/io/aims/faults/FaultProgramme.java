package io.aims.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.aims.faults.point.CrashPoint;
import io.aims.faults.point.Strike;
import io.aims.faults.run.AtPoint;
import io.aims.faults.run.DiskFull;
import io.aims.faults.run.FairWeather;
import io.aims.faults.run.Outage;
import io.aims.faults.run.Revival;
import io.aims.faults.run.Scenario;
import io.aims.faults.run.Storm;
import io.aims.faults.run.Twins;
import io.aims.local.stack.Trouble;

/**
 * Which scenarios a level consists of; a scenario follows from its place in the level and its seed alone.
 *
 * @param runs of each level; 0 for as many as it has
 * @param minutes for which Kafka is away
 */
record FaultProgramme(long seed, int runs, int minutes) {
  private static final int STORMS = 160;
  private static final int FULL_DISKS = 10;
  private static final int OUTAGES = 3;
  private static final int CALM_RUNS = 20;
  private static final int REVIVALS = 30;
  private static final int TWINS = 24;

  /** One scenario with the seed from which everything else in its run comes. */
  record Planned(long seed, Scenario scenario) {}

  /**
   * @param level L2 (one fault at each crash point), L3 (storms), DISK (a full disk), OUTAGE (Kafka is away), CALM (no fault),
   * RECOVERY (one part of a system at rest dies), TWINS (two processes of one service), the name of a crash point, with or without what happens there, or one
   * disturbance of storms and whom it befalls
   */
  List<Planned> of(String level) {
    return switch (level) {
      case "L2" -> points(everywhere());
      case "L3" -> many(STORMS, Storm::new);
      case "DISK" -> many(FULL_DISKS, DiskFull::new);
      case "OUTAGE" -> many(OUTAGES, each -> new Outage(each, minutes));
      case "RECOVERY" -> many(REVIVALS, Revival::new);
      case "TWINS" -> many(TWINS, Twins::new);
      case "CALM" -> many(CALM_RUNS, each -> new FairWeather());
      default -> Storm.isDisturbance(level)
          ? many(STORMS, each -> Storm.of(before(level), behind(level), each))
          : points(named(level));
    };
  }

  private List<Planned> many(int usual, LongFunction<Scenario> scenario) {
    return LongStream.range(seed, seed + (runs == 0 ? usual : runs))
        .mapToObj(each -> new Planned(each, scenario.apply(each)))
        .toList();
  }

  private static String before(String level) {
    return level.substring(0, level.indexOf(':'));
  }

  private static String behind(String level) {
    return level.substring(level.indexOf(':') + 1);
  }

  private record Place(CrashPoint point, Strike strike) {}

  private static List<Place> everywhere() {
    return CrashPoint.all()
        .stream()
        .flatMap(point -> Arrays.stream(Strike.values()).map(strike -> new Place(point, strike)))
        .toList();
  }

  private static List<Place> named(String name) {
    var parts = name.split(":", 2);
    var point = CrashPoint.named(parts[0])
        .orElseThrow(
            () -> new Trouble("""
                There is no level and no crash point %s. Levels are L2, L3, TWINS, DISK, OUTAGE, RECOVERY and CALM,
                or a disturbance with its target, as %s, points are:
                  %s"""
                .formatted(name, Storm.EXAMPLE,
                    String.join("\n  ", CrashPoint.all().stream().map(CrashPoint::name).toList()))));
    return Stream.of(Strike.values())
        .filter(strike -> parts.length == 1 || strike.name().equalsIgnoreCase(parts[1]))
        .map(strike -> new Place(point, strike))
        .toList();
  }

  /** The same seed means the same place, so that a run can be repeated alone. */
  private List<Planned> points(List<Place> places) {
    var planned = new ArrayList<Planned>();
    for (var i = 0; i < (runs == 0 ? places.size() : runs); i++) {
      var place = places.get((int) Math.floorMod(seed + i, (long) places.size()));
      planned.add(new Planned(seed + i, new AtPoint(place.point(), place.strike(), seed + i)));
    }
    return planned;
  }
}
