package io.aims.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import io.aims.local.stack.Trouble;

/** Which port each part of the stack listens on: chosen once at {@code up}, recorded for the other commands. */
public final class Ports {
  private static final int HIGHEST = 65_535;
  private final Map<Port, Integer> numbers;

  private Ports(Map<Port, Integer> numbers) {
    this.numbers = new EnumMap<>(numbers);
  }

  /**
   * Takes what the environment says, else a free port with {@code AIMS_PORTS=auto}, else the default.
   *
   * @param candidates proposes ports that are probably free
   * @param free whether a port can be listened on
   */
  public static Ports choose(Map<String, String> environment, IntSupplier candidates, IntPredicate free) {
    var automatic = "auto".equalsIgnoreCase(environment.getOrDefault("AIMS_PORTS", ""));
    var chosen = new EnumMap<Port, Integer>(Port.class);
    var taken = new HashMap<Integer, Port>();
    for (var port : Port.values()) {
      var wish = environment.get(port.variable());
      if (wish != null && !wish.isBlank()) {
        claim(port, number(port, wish), chosen, taken);
      }
    }
    for (var port : Port.values()) {
      if (!chosen.containsKey(port)) {
        claim(port, automatic ? freePort(port, candidates, free, taken) : port.standard, chosen, taken);
      }
    }
    return new Ports(chosen);
  }

  private static int number(Port port, String wish) {
    try {
      var number = Integer.parseInt(wish.strip());
      if (number > 0 && number <= (port.hasManagement ? HIGHEST - Port.MANAGEMENT_OFFSET : HIGHEST)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with the range
    }
    throw new Trouble("%s=%s is not a port%s.".formatted(port.variable(), wish,
        port.hasManagement ? " (1 to 64535; 1000 above it the service shows its health)" : " (1 to 65535)"));
  }

  private static void claim(Port port, int number, Map<Port, Integer> chosen, Map<Integer, Port> taken) {
    chosen.put(port, number);
    for (var used : used(port, number)) {
      var other = taken.put(used, port);
      if (other != null) {
        throw new Trouble("Port %d is wanted twice: set %s or %s to another one.".formatted(used, other.variable(),
            port.variable()));
      }
    }
  }

  private static int freePort(Port port, IntSupplier candidates, IntPredicate free, Map<Integer, Port> taken) {
    return Stream.generate(candidates::getAsInt)
        .limit(1000)
        .filter(number -> used(port, number).stream()
            .allMatch(used -> used <= HIGHEST && !taken.containsKey(used) && free.test(used)))
        .findFirst()
        .orElseThrow(() -> new Trouble("No free port was found for " + port + "."));
  }

  private static List<Integer> used(Port port, int number) {
    return port.hasManagement ? List.of(number, number + Port.MANAGEMENT_OFFSET) : List.of(number);
  }

  public int of(Port port) {
    return numbers.get(port);
  }

  /** Where the service on this port shows health and metrics. */
  public int management(Port port) {
    if (!port.hasManagement) {
      throw new IllegalArgumentException(port + " has no management port");
    }
    return of(port) + Port.MANAGEMENT_OFFSET;
  }

  /** Every port number that this one stands for. */
  public List<Integer> all(Port port) {
    return used(port, of(port));
  }

  public String url(Port port) {
    return "http://127.0.0.1:" + of(port);
  }

  /** The realm, and what every token names as its issuer. */
  public String realmUrl() {
    return url(Port.KEYCLOAK) + "/realms/aims";
  }

  public void save(Path file) {
    var properties = new Properties();
    numbers.forEach((port, number) -> properties.setProperty(port.name(), number.toString()));
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, "Ports of the stack that runs, or ran last");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The ports recorded by the last {@code up}; nothing when there was none. A port that was unknown to its version is the
   * default one, so that a stack of that version can still be stopped.
   */
  public static Optional<Ports> load(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var numbers = new EnumMap<Port, Integer>(Port.class);
    for (var port : Port.values()) {
      var number = properties.getProperty(port.name());
      numbers.put(port, number == null ? port.standard : Integer.parseInt(number));
    }
    return Optional.of(new Ports(numbers));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ports ports && ports.numbers.equals(numbers);
  }

  @Override
  public int hashCode() {
    return numbers.hashCode();
  }

  @Override
  public String toString() {
    return numbers.toString();
  }
}
