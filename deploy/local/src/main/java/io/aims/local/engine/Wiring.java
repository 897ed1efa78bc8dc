package io.aims.local.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.aims.local.home.Port;
import io.aims.local.home.Ports;

/**
 * The way from each service to PostgreSQL and Kafka: straight, or by a detour through ports that somebody listens on in
 * between; and what services are told besides.
 */
public final class Wiring {
  /** Every service reaches the engines where they listen. */
  public static final Wiring STRAIGHT = new Wiring(Map.of(), Map.of());
  private final Map<ServiceCatalogue, Detour> detours;
  private final Map<ServiceCatalogue, Map<String, String>> settings;

  /**
   * One service's way round.
   *
   * @param postgres where the service is told that PostgreSQL listens
   * @param kafka where the service is told that Kafka listens; Kafka names it to this service's clients as its own
   * @param kafkaListener where Kafka really listens for who comes that way
   */
  public record Detour(int postgres, int kafka, int kafkaListener) {}

  private Wiring(Map<ServiceCatalogue, Detour> detours, Map<ServiceCatalogue, Map<String, String>> settings) {
    this.detours = detours;
    this.settings = settings;
  }

  public static Wiring through(Map<ServiceCatalogue, Detour> detours) {
    return new Wiring(new EnumMap<>(detours), Map.of());
  }

  /** @param more variables of the environments of services, beside those that each of them has anyway */
  public Wiring with(Map<ServiceCatalogue, Map<String, String>> more) {
    return new Wiring(detours, Map.copyOf(more));
  }

  int postgres(ServiceCatalogue service, Ports ports) {
    return detour(service).map(Detour::postgres).orElseGet(() -> ports.of(Port.POSTGRES));
  }

  int kafka(ServiceCatalogue service, Ports ports) {
    return detour(service).map(Detour::kafka).orElseGet(() -> ports.of(Port.KAFKA));
  }

  Map<String, String> settings(ServiceCatalogue service) {
    return settings.getOrDefault(service, Map.of());
  }

  private Optional<Detour> detour(ServiceCatalogue service) {
    return Optional.ofNullable(detours.get(service));
  }

  /** Kafka's further listeners as {@link KafkaNode} reads them: {@code NAME:port:advertised}, separated by commas. */
  List<String> kafkaOptions() {
    var listeners = detours.entrySet()
        .stream()
        .map(way -> way.getKey() + ":" + way.getValue().kafkaListener() + ":" + way.getValue().kafka())
        .collect(Collectors.joining(","));
    return listeners.isEmpty() ? List.of() : List.of("-D" + KafkaNode.DETOURS + "=" + listeners);
  }
}
