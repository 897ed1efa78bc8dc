package io.aims.faults.check;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import io.aims.faults.stack.StackUnderTest;

/** Waits until everything that was under way has come to its end, without a hand's turn. */
public final class Calm implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  /** Who has died with a mail in hand leaves it to others after 80 s, lest they send what has just been taken. */
  private static final Duration UNTIL_TOLD = Duration.ofMinutes(2);
  private static final String WAITING = "select count(*) from notification where state = 'WAITING'";
  private static final Map<String, String> QUEUES = Map.of("inventory", "select count(*) from outbox", "risk",
      "select count(*) from outbox", "incident",
      "select (select count(*) from outbox) + (select count(*) from delivery_queue)", "audit",
      """
          select (select count(*) from outbox) + (select coalesce(sum(size), 0) from ledger)
            - (select coalesce(sum(published), 0) from ledger_tree)""");
  private final StackUnderTest stack;
  private final Admin admin;
  private List<String> waitedFor = List.of();

  public Calm(StackUnderTest stack) {
    this.stack = stack;
    this.admin = Admin.create(Map.of("bootstrap.servers", stack.kafka(), "default.api.timeout.ms", "5000",
        "request.timeout.ms", "4000"));
  }

  /** What is still under way after {@link #PATIENCE}; empty when all is calm. */
  public List<String> await() throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    waitedFor = List.of();
    while (true) {
      var lacking = lacking();
      waitedFor = lacking.isEmpty() ? waitedFor : lacking;
      if (lacking.isEmpty() || System.nanoTime() - deadline > 0) {
        return lacking;
      }
      Thread.sleep(100);
    }
  }

  /** Waits, for {@link #UNTIL_TOLD} at most, until nobody waits for a mail any more; answers whether that is so. */
  public boolean awaitMails() throws InterruptedException {
    var deadline = System.nanoTime() + UNTIL_TOLD.toNanos();
    while (somebodyWaits()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(100);
    }
    return true;
  }

  private boolean somebodyWaits() {
    try {
      return number("incident", WAITING) > 0;
    } catch (SQLException e) {
      return true;
    }
  }

  /** What was the last to come to its end. */
  public List<String> waitedFor() {
    return waitedFor;
  }

  private List<String> lacking() throws InterruptedException {
    var lacking = new ArrayList<>(stack.notReady());
    if (lacking.isEmpty()) {
      try {
        waiting(lacking);
        lag(lacking);
      } catch (SQLException e) {
        lacking.add("a database does not answer: " + e.getMessage());
      } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
        lacking.add("Kafka does not answer: " + e.getMessage());
      }
    }
    return lacking;
  }

  private void waiting(List<String> lacking) throws SQLException {
    for (var queue : QUEUES.entrySet()) {
      var count = number(queue.getKey(), queue.getValue());
      if (count > 0) {
        lacking.add("%d wait in the queues of %s".formatted(count, queue.getKey()));
      }
    }
  }

  private long number(String context, String sql) throws SQLException {
    try (var connection = stack.database("aims_" + context);
        var row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void lag(List<String> lacking)
      throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
    var groups = admin.listGroups(ListGroupsOptions.forConsumerGroups())
        .all()
        .get(5, TimeUnit.SECONDS)
        .stream()
        .map(
            GroupListing::groupId)
        .toList();
    var described = admin.describeConsumerGroups(groups).all().get(5, TimeUnit.SECONDS);
    lacking.addAll(Listeners.lacking(described.entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, group -> taken(group.getValue())))));
    for (var group : groups) {
      var committed = admin.listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(5, TimeUnit.SECONDS);
      var partitions = new HashSet<TopicPartition>(committed.keySet());
      described.get(group).members().forEach(member -> partitions.addAll(member.assignment().topicPartitions()));
      if (described.get(group).members().isEmpty()) {
        lacking.add("group " + group + " has no member");
        continue;
      }
      var ends = admin.listOffsets(partitions.stream()
          .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
          .all()
          .get(5, TimeUnit.SECONDS);
      var behind = new TreeMap<String, Long>();
      ends.forEach((partition, end) -> {
        var lag = end.offset() - (committed.get(partition) == null ? 0 : committed.get(partition).offset());
        if (lag > 0) {
          behind.put(partition.toString(), lag);
        }
      });
      if (!behind.isEmpty()) {
        lacking.add("group %s (%s) lags by %s".formatted(group, described.get(group).groupState(), behind));
      }
    }
  }

  private static Set<String> taken(ConsumerGroupDescription group) {
    return group.members()
        .stream()
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .map(TopicPartition::topic)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
