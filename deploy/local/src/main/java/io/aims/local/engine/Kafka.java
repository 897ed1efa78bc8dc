package io.aims.local.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.aims.local.home.Home;
import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.stack.Component;
import io.aims.local.stack.Launch;
import io.aims.local.stack.PidRecords;
import io.aims.local.stack.Progress;

/** One Kafka node (KRaft, broker and controller in one) in a JVM of its own, see {@link KafkaNode}. */
final class Kafka implements Component {
  private static final int HEAP_MB = 256;
  private final Home home;
  private final Ports ports;
  private final PidRecords records;
  private final Wiring wiring;

  Kafka(Home home, Ports ports, PidRecords records, Wiring wiring) {
    this.home = home;
    this.ports = ports;
    this.records = records;
    this.wiring = wiring;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String address() {
    return "127.0.0.1:" + ports.of(Port.KAFKA);
  }

  @Override
  public void prepare(Progress progress) {
    Home.create(home.data(name()));
  }

  @Override
  public Launch launch() {
    var command = Java.command(name(), HEAP_MB, "-Xms64m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.logFile=System.out", "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    command.addAll(wiring.kafkaOptions());
    command.addAll(List.of("-cp", Java.classPath(), KafkaNode.class.getName(), home.data(name()).toString(),
        Integer.toString(ports.of(Port.KAFKA)), Integer.toString(ports.of(Port.KAFKA_CONTROLLER)),
        readyFile().toString()));
    command.addAll(topics());
    return new Launch(command, Map.of(), home.root(), "1");
  }

  private static List<String> topics() {
    return ServiceCatalogue.contexts().stream().map(context -> "aims." + context + ".events.v1").toList();
  }

  private Path readyFile() {
    return home.run().resolve("kafka.ready");
  }

  /** The node writes its pid into the file when it serves and its topics exist. */
  @Override
  public boolean isReady() {
    try {
      return records.process(name())
          .filter(process -> content(readyFile()).equals(Long.toString(process.pid())))
          .isPresent();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
