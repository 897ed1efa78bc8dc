package io.aims.platform.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.agroal.api.AgroalDataSource;
import io.aims.platform.note.KeyFolder;
import io.aims.platform.note.NoteSigner;
import io.aims.platform.refusal.Faults;
import io.aims.platform.stream.Continuity;
import io.aims.platform.stream.StreamClaim;
import io.aims.platform.stream.StreamConfig;
import io.aims.platform.tenancy.Transactions.Committed;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Sends committed events to Kafka and forgets them in the outbox after the acknowledgement.
 *
 * <p>A plain loop on one thread of its own, with the worker role's connections: nothing of it runs in a request. What it
 * does in which order is {@link RelayProtocol}'s; here is when: at once after a commit, else by polling, and more and
 * more slowly while the database or Kafka is away.
 */
@ApplicationScoped
class Relay {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final Duration HEADS_PAUSE = Duration.ofSeconds(1);
  private final RelayConfig config;
  private final KafkaBroker broker;
  private final RelayProtocol protocol;
  private final HeadPublisher heads;
  private final RestoreGate gate;
  private volatile boolean running;
  private volatile boolean woken;
  private volatile boolean standby;
  private @Nullable Thread thread;

  Relay(@DataSource("worker") AgroalDataSource database, RelayConfig config, StreamConfig streams,
      Continuity continuity, Clock clock, MeterRegistry metrics,
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.config = config;
    this.broker = new KafkaBroker(bootstrap, config.topic());
    this.protocol = new RelayProtocol(new JdbcRelayStore(database), broker,
        new Lease(UUID.randomUUID(), config.lease(), System::nanoTime), config.batch());
    this.heads = new HeadPublisher(new StreamClaims(database, service, clock)::of, new HeadTopic(bootstrap),
        signer(streams.keys(), service), HEADS_PAUSE);
    this.gate = new RestoreGate(new TopicCheck(database, new TopicTail(bootstrap, config.topic(), service)::read,
        new LostEvents(config.kept()))::finding, continuity);
    metrics.gauge("aims.relay.held", gate, held -> held.isOpen() || !config.enabled() ? 0 : 1);
  }

  /** Without a key the service does not start. */
  private static NoteSigner signer(Path keys, String service) {
    try {
      return KeyFolder.open(keys, service).signer(StreamClaim.keyName(service));
    } catch (IOException e) {
      throw new UncheckedIOException("The key of the streams can't be opened in " + keys, e);
    }
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      running = true;
      heads.start();
      thread = Thread.ofPlatform().name("relay").daemon().start(this::run);
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    heads.stop(Duration.ofSeconds(1));
    if (thread != null) {
      LockSupport.unpark(thread);
      thread.join(config.lease());
    }
  }

  /** A commit in this process: look at the outbox now. */
  void wake(@Observes Committed event) {
    if (!standby) {
      woken = true;
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    var failures = 0;
    while (running) {
      try {
        if (!gate.opens()) {
          heads.hold();
          LockSupport.parkNanos(config.recheck().toNanos());
          continue;
        }
        var more = protocol.round();
        standby = protocol.standby();
        failures = 0;
        announceHeads();
        if (broker.hasBegunAnew()) {
          gate.shut();
        } else if (!more) {
          rest();
        }
      } catch (RuntimeException e) {
        failures++;
        gate.shut();
        protocol.beginAnew();
        heads.hold();
        LOG.warnf("Relay waits after failure %d: %s", failures, Faults.summary(e));
        LockSupport.parkNanos(Math.min(5_000_000_000L, 100_000_000L << Math.min(failures, 6)));
      } catch (InterruptedException e) {
        running = false;
      }
    }
    end();
  }

  private void announceHeads() {
    if (standby) {
      heads.standBy();
    } else {
      heads.arrived(protocol.reached());
    }
  }

  private void rest() {
    if (standby) {
      LockSupport.parkNanos(config.lease().toNanos() / 4);
    } else if (!woken) {
      LockSupport.parkNanos(config.poll().toNanos());
    }
    woken = false;
  }

  private void end() {
    broker.close(config.lease());
    try {
      protocol.stop();
    } catch (Away e) {
      LOG.debugf("The relay lease will run out by itself: %s", Faults.summary(e));
    }
  }
}
