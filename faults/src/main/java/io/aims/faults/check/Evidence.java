package io.aims.faults.check;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.aims.faults.load.ClientLog;

/**
 * All that is known after a run, as plain facts. What is marked "of this run" is narrowed to it; everything else is of
 * all runs since the stack was started.
 *
 * @param events the event logs of all services
 * @param aggregates every table whose rows have a version
 * @param published what is on the topics, in order of partition and offset
 * @param strangers ids of events that the programme itself has put on topics
 * @param checkpoints those handed out during all runs
 * @param deliveries of this run's hook sources
 * @param incidents of this run's systems
 * @param signals of this run's hook sources
 * @param heads what each service's database holds of its streams
 * @param notifications of this run: who had to be told what
 * @param mails that the mail server has taken during this run
 * @param claims what the ledger says of the streams of the services
 * @param originals what owners have of what others keep of them, by read model
 * @param copies what those others have
 * @param client the clients' own record of this run
 */
public record Evidence(List<Event> events, List<Aggregate> aggregates, List<Place> outbox, List<Received> inbox,
    List<Received> parked, List<Received> deadLetters, List<Published> published, Set<UUID> strangers,
    List<Entry> ledger, List<ClientLog.Checkpoint> checkpoints, List<Delivery> deliveries, List<Incident> incidents,
    List<Signal> signals, List<Notification> notifications, List<Mail> mails, List<Head> heads, List<Claim> claims,
    List<Fact> originals, List<Fact> copies, ClientLog client) {

  /** The aggregates of what the programme itself has put on topics. */
  Set<UUID> strangeAggregates() {
    return published.stream()
        .filter(message -> strangers.contains(message.id()))
        .map(Published::aggregate)
        .collect(Collectors.toSet());
  }

  /**
   * One row of an event log.
   *
   * @param leaf RFC 6962 leaf hash of its bytes, in hex
   * @param marks of this run's clients, in its content
   */
  public record Event(String service, UUID tenant, UUID id, String type, UUID aggregate, int version, String leaf,
      Set<String> marks) {}

  public record Aggregate(String service, String table, UUID tenant, UUID id, int version) {}

  /** What waits in an outbox. */
  public record Place(String service, long position) {}

  /** A version of an aggregate at the feed of a service: applied, parked, or set aside. */
  public record Received(String service, String feed, UUID tenant, UUID aggregate, int version) {}

  /**
   * One message with a readable envelope.
   *
   * @param seq its number in the stream of its service and organisation; null when the message names none
   */
  public record Published(String service, int partition, long offset, @Nullable String key, UUID id, UUID tenant,
      UUID aggregate, int version, @Nullable Long seq, String leaf) {}

  /**
   * One entry of a ledger.
   *
   * @param leaf hash that the ledger holds, in hex
   */
  public record Entry(UUID tenant, long index, UUID event, UUID aggregate, int version, String leaf) {}

  /** @param waiting whether it is still in the queue */
  public record Delivery(UUID tenant, UUID id, UUID source, String state, boolean firing, String mark,
      boolean waiting) {}

  public record Incident(UUID tenant, UUID id, UUID system, String kind, String state, @Nullable String openKey,
      int version) {}

  /**
   * How far the stream of an organisation has come.
   *
   * @param digest over its first {@code size} events, in hex
   */
  public record Head(String service, UUID tenant, long size, String digest) {}

  /** What {@code GET /v1/ledger/completeness} says of a stream; {@code digest} in hex, empty when there is none. */
  public record Claim(String service, UUID tenant, String state, long size, String digest) {}

  /**
   * What one row of a read model, or of its original, says.
   *
   * @param model its name
   */
  public record Fact(String model, UUID tenant, UUID id, String says) {}

  /**
   * One person and what they have to be told.
   *
   * @param subject what it is about: an incident, a task
   * @param headline as the mail has to say it
   * @param path of the link that the mail has to hold
   */
  public record Notification(UUID tenant, UUID id, String occasion, @Nullable UUID incident, @Nullable UUID subject,
      UUID person, String state, String headline, String path) {}

  /**
   * One mail that the mail server has taken.
   *
   * @param persons to whom it was delivered; {@code null} stands for somebody whom no account belongs to
   */
  public record Mail(List<@Nullable UUID> persons, String text) {}

  public record Signal(UUID tenant, UUID source, UUID incident, long firing, long resolved) {}
}
