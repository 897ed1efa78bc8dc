package io.aims.platform.test;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

/** A real Kafka (KRaft, one node) in this JVM on free ports, with the topics of all contexts. */
final class TestKafka {
  private static final Set<String> CONTEXTS = Set.of("inventory", "risk", "incident", "audit");
  private final String bootstrap;

  private TestKafka(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  String bootstrap() {
    return bootstrap;
  }

  static TestKafka start() {
    try {
      var broker = freePort();
      var controller = freePort();
      var logs = Files.createTempDirectory("aims-kafka").toString();
      format(logs);
      var server = new KafkaRaftServer(new KafkaConfig(settings(broker, controller, logs)), Time.SYSTEM);
      server.startup();
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-stop"));
      var kafka = new TestKafka("127.0.0.1:" + broker);
      kafka.createTopics();
      return kafka;
    } catch (Exception e) {
      throw new IllegalStateException("The test broker can't be started", e);
    }
  }

  private static void format(String logs) throws Exception {
    new Formatter().setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(logs)
        .setMetadataLogDirectory(logs)
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setIgnoreFormatted(true)
        .run();
  }

  private static Properties settings(int broker, int controller, String logs) {
    var settings = new Properties();
    settings.putAll(Map.ofEntries(
        Map.entry("node.id", "1"),
        Map.entry("process.roles", "broker,controller"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
        Map.entry("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(broker, controller)),
        Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + broker),
        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("log.dirs", logs),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("auto.create.topics.enable", "false")));
    return settings;
  }

  private void createTopics() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrap))) {
      var topics = new ArrayList<NewTopic>();
      CONTEXTS.forEach(context -> topics.add(new NewTopic("aims." + context + ".events.v1", 3, (short) 1)));
      topics.add(new NewTopic("aims.replay-requests.v1", 3, (short) 1));
      admin.createTopics(topics).all().get();
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
