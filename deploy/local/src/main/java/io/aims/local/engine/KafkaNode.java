package io.aims.local.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

/**
 * The program of the Kafka process: formats its folder once, serves on loopback, creates the topics, then says that it
 * is ready by writing its pid into a file.
 */
public final class KafkaNode {
  /** Property with listeners beside the plain one, see {@link Wiring}: clients that come that way are told to come back so. */
  static final String DETOURS = "aims.kafka.detours";
  /** Always the same, so that a folder formatted before is recognised: "aims-local-stack" in base64. */
  private static final String CLUSTER = "YWltcy1sb2NhbC1zdGFjaw";
  private static final int PARTITIONS = 6;
  private static final String RETENTION_MS = Long.toString(Duration.ofDays(7).toMillis());
  private final Path folder;
  private final int port;
  private final int controllerPort;

  private KafkaNode(Path folder, int port, int controllerPort) {
    this.folder = folder;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  /** Arguments: data folder, port, controller port, file to write when ready, names of topics. */
  public static void main(String[] arguments) throws Exception {
    var node = new KafkaNode(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    var readyFile = Path.of(arguments[3]);
    node.format();
    var server = new KafkaRaftServer(KafkaConfig.fromProps(node.properties(), false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
    server.startup();
    node.createTopics(List.of(arguments).subList(4, arguments.length));
    Files.writeString(readyFile, Long.toString(ProcessHandle.current().pid()));
    server.awaitShutdown();
  }

  private void format() throws Exception {
    new Formatter().setClusterId(CLUSTER)
        .setNodeId(1)
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setIgnoreFormatted(true)
        .run();
  }

  private Properties properties() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", 1);
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    var listeners = "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort);
    var advertised = "PLAINTEXT://127.0.0.1:" + port;
    var protocols = "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT";
    for (var detour : detours()) {
      listeners += ",%s://127.0.0.1:%s".formatted(detour[0], detour[1]);
      advertised += ",%s://127.0.0.1:%s".formatted(detour[0], detour[2]);
      protocols += ",%s:PLAINTEXT".formatted(detour[0]);
    }
    settings.put("listeners", listeners);
    settings.put("advertised.listeners", advertised);
    settings.put("listener.security.protocol.map", protocols);
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("log.dirs", folder);
    settings.put("auto.create.topics.enable", false);
    settings.put("offsets.topic.replication.factor", 1);
    settings.put("offsets.topic.num.partitions", 6);
    settings.put("transaction.state.log.replication.factor", 1);
    settings.put("transaction.state.log.min.isr", 1);
    settings.put("transaction.state.log.num.partitions", 2);
    settings.put("share.coordinator.state.topic.replication.factor", 1);
    settings.put("share.coordinator.state.topic.min.isr", 1);
    settings.put("group.initial.rebalance.delay.ms", 0);
    settings.put("log.cleaner.dedupe.buffer.size", 16 * 1024 * 1024);
    settings.put("broker.session.timeout.ms", 5000);
    settings.put("broker.heartbeat.interval.ms", 1000);
    settings.put("num.network.threads", 2);
    settings.put("num.io.threads", 4);
    var properties = new Properties();
    settings.forEach((name, value) -> properties.setProperty(name, value.toString()));
    return properties;
  }

  private static List<String[]> detours() {
    var configured = System.getProperty(DETOURS, "");
    return configured.isEmpty()
        ? List.of()
        : Stream.of(configured.split(",")).map(detour -> detour.split(":")).toList();
  }

  /** Those that exist already get the settings of this release. */
  private void createTopics(List<String> names) throws InterruptedException, ExecutionException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
      var topics = names.stream()
          .map(name -> new NewTopic(name, PARTITIONS, (short) 1).configs(keeping(name)))
          .toList();
      for (var created : admin.createTopics(topics).values().values()) {
        try {
          created.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
      admin.incrementalAlterConfigs(names.stream()
          .collect(Collectors.toMap(
              name -> new ConfigResource(ConfigResource.Type.TOPIC, name), KafkaNode::alteration)))
          .all()
          .get();
    }
  }

  private static Collection<AlterConfigOp> alteration(String topic) {
    return keeping(topic).entrySet()
        .stream()
        .map(setting -> new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()),
            AlterConfigOp.OpType.SET))
        .toList();
  }

  /** Of the streams' heads only the last one of each counts; everything else ages. */
  private static Map<String, String> keeping(String topic) {
    return topic.startsWith("aims.stream-heads.")
        ? Map.of("cleanup.policy", "compact")
        : Map.of("retention.ms", RETENTION_MS);
  }
}
