package io.aims.faults.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Stands between one service and one engine; every connection of the service to the engine passes here. */
public final class FaultProxy implements AutoCloseable {
  private static final int CONNECT_MS = 2_000;
  private final ServerSocket listener;
  private final Function<FaultProxy, Dialogue> protocol;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final Sky sky = new Sky();
  private volatile int target;
  private volatile Lookout lookout = Lookout.NONE;

  private FaultProxy(Function<FaultProxy, Dialogue> protocol) throws IOException {
    this.protocol = protocol;
    this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  }

  public static FaultProxy ofPostgres() throws IOException {
    return new FaultProxy(proxy -> new PostgresDialogue(sql -> proxy.lookout.marks(sql)));
  }

  public static FaultProxy ofKafka() throws IOException {
    return new FaultProxy(proxy -> new KafkaDialogue());
  }

  /** Begins to take connections, for whoever listens on {@code target}. */
  public FaultProxy towards(int target) {
    this.target = target;
    Thread.ofVirtual().start(this::listen);
    return this;
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        // closed, or a client that went away at once
      }
    }
  }

  private void connect(Socket client) {
    var server = new Socket();
    try {
      client.setTcpNoDelay(true);
      if (sky.now().refusing()) {
        client.setSoLinger(true, 0);
        client.close();
        return;
      }
      server.setTcpNoDelay(true);
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MS);
      var link = new Link(client, server, protocol.apply(this), this);
      links.add(link);
      link.start(() -> links.remove(link));
    } catch (IOException e) {
      try (client; server) {
        client.setSoLinger(true, 0);
      } catch (IOException closed) {
        // nothing to tell
      }
    }
  }

  Sky weather() {
    return sky;
  }

  public void weather(Weather weather) {
    sky.turns(weather);
  }

  Lookout lookout() {
    return lookout;
  }

  public void lookout(Lookout next) {
    lookout = next;
  }

  /** Resets every connection that is open now. */
  public void cut() {
    links.forEach(Link::reset);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    sky.turns(Weather.FAIR);
    links.forEach(Link::close);
  }
}
