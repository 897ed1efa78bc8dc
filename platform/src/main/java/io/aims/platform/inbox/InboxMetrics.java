package io.aims.platform.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;

/** Counts, per feed and over all organisations, what waits and what needs an operator. */
@ApplicationScoped
class InboxMetrics {
  private static final String PARKED = "select feed, count(*) from parked_event group by feed";
  private static final String OLDEST = "select feed, extract(epoch from now() - min(parked_at)) from parked_event group by feed";
  private static final String DEAD_LETTERS = "select feed, count(*) from dead_letter where state = 'OPEN' group by feed";
  private static final String LET_GO = "select feed, count(*) from let_go group by feed";
  private final AgroalDataSource worker;
  private final Feeds feeds;
  private final MultiGauge parked;
  private final MultiGauge oldest;
  private final MultiGauge deadLetters;
  private final MultiGauge letGo;

  InboxMetrics(@DataSource("worker") AgroalDataSource worker, Feeds feeds, MeterRegistry metrics) {
    this.worker = worker;
    this.feeds = feeds;
    this.parked = MultiGauge.builder("aims.inbox.parked").register(metrics);
    this.oldest = MultiGauge.builder("aims.inbox.parked.oldest").baseUnit("seconds").register(metrics);
    this.deadLetters = MultiGauge.builder("aims.inbox.dead.letters").register(metrics);
    this.letGo = MultiGauge.builder("aims.inbox.let.go").register(metrics);
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() throws SQLException {
    try (var connection = worker.getConnection()) {
      show(parked, PARKED, connection);
      show(oldest, OLDEST, connection);
      show(deadLetters, DEAD_LETTERS, connection);
      show(letGo, LET_GO, connection);
    }
  }

  /** A feed of which there is nothing to count shows 0, so that an alarm can tell it from one that is not watched. */
  private void show(MultiGauge gauge, String sql, Connection worker) throws SQLException {
    var counted = new TreeMap<String, Double>();
    feeds.names().forEach(feed -> counted.put(feed, 0.0));
    try (var statement = worker.createStatement(); var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        counted.put(rows.getString(1), rows.getDouble(2));
      }
    }
    gauge.register(counted.entrySet()
        .stream()
        .map(feed -> MultiGauge.Row.of(Tags.of("feed", feed.getKey()), feed.getValue()))
        .toList(), true);
  }
}
