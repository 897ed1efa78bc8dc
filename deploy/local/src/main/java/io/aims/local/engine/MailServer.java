package io.aims.local.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.aims.local.home.Home;
import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.stack.Component;
import io.aims.local.stack.Launch;

/** The mail server that the services send to, in a JVM of its own, see {@link MailNode}; they can do without it for a while. */
final class MailServer implements Component {
  static final String NAME = "mail";
  private static final int HEAP_MB = 48;
  private static final Duration QUICK = Duration.ofSeconds(3);
  private static final String GREETING = "220";
  private final Home home;
  private final Ports ports;

  MailServer(Home home, Ports ports) {
    this.home = home;
    this.ports = ports;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + ports.of(Port.MAIL);
  }

  @Override
  public Launch launch() {
    var command = Java.command(name(), HEAP_MB, "-XX:ReservedCodeCacheSize=16m", "-Xss512k",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.logFile=System.out");
    command.addAll(List.of("-cp", Java.classPath(), MailNode.class.getName(), home.data(name()).toString(),
        Integer.toString(ports.of(Port.MAIL))));
    return new Launch(command, Map.of(), home.root(), "1");
  }

  /** It greets whoever it takes mails from. */
  @Override
  public boolean isReady() {
    try (var socket = new Socket()) {
      socket.setSoTimeout((int) QUICK.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.of(Port.MAIL)),
          (int) QUICK.toMillis());
      return new String(socket.getInputStream().readNBytes(GREETING.length()), StandardCharsets.US_ASCII)
          .equals(GREETING);
    } catch (IOException e) {
      return false;
    }
  }
}
