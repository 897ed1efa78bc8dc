package io.aims.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.aims.faults.proxy.Happening.When;

/** Against a server that answers every request with its number. */
class FaultProxyTest {
  private final AtomicInteger served = new AtomicInteger();
  private ServerSocket server;
  private FaultProxy proxy;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> {
      while (!server.isClosed()) {
        try {
          var socket = server.accept();
          Thread.ofVirtual().start(() -> serve(socket));
        } catch (IOException e) {
          return;
        }
      }
    });
    proxy = FaultProxy.ofKafka().towards(server.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  private void serve(Socket socket) {
    try (socket;
        var in = new DataInputStream(socket.getInputStream());
        var out = new DataOutputStream(socket.getOutputStream())) {
      while (true) {
        var request = in.readNBytes(in.readInt());
        served.incrementAndGet();
        out.writeInt(4);
        out.writeInt(ByteBuffer.wrap(request).getInt(4));
      }
    } catch (IOException e) {
      // the other end is gone
    }
  }

  @Test
  void passes_on_what_it_understands_and_what_it_does_not() throws IOException {
    try (var client = new Client()) {
      assertThat(client.asks((short) 0, 7)).isEqualTo(7);
      assertThat(client.asks((short) 99, 8)).isEqualTo(8);
    }
  }

  @Test
  void a_message_that_must_not_pass_takes_its_connection_with_it() throws IOException {
    proxy.lookout(when(When.BEFORE));

    try (var client = new Client()) {
      assertThatThrownBy(() -> client.asks((short) 0, 1)).isInstanceOf(IOException.class);
    }

    assertThat(served).as("it never reached the server").hasValue(0);
  }

  @Test
  void an_answer_can_be_lost_after_the_deed() throws IOException {
    proxy.lookout(when(When.AFTER));

    try (var client = new Client()) {
      assertThatThrownBy(() -> client.asks((short) 0, 1)).isInstanceOf(IOException.class);
    }

    assertThat(served).as("the server has done it").hasValue(1);
  }

  @Test
  void silence_ends_with_what_was_held_back() throws IOException {
    try (var client = new Client()) {
      proxy.weather(Weather.SILENT);
      client.socket.setSoTimeout(300);
      assertThatThrownBy(() -> client.asks((short) 0, 1)).isInstanceOf(SocketTimeoutException.class);

      client.socket.setSoTimeout(5_000);
      proxy.weather(Weather.FAIR);

      assertThat(client.hears()).isEqualTo(1);
    }
  }

  @Test
  void cut_and_refused_connections_fail_at_once() throws IOException {
    try (var client = new Client()) {
      assertThat(client.asks((short) 0, 1)).isEqualTo(1);
      proxy.cut();
      assertThatThrownBy(() -> client.asks((short) 0, 2)).isInstanceOf(IOException.class);
    }
    proxy.weather(Weather.REFUSING);
    assertThatThrownBy(() -> {
      try (var client = new Client()) {
        client.asks((short) 0, 3);
      }
    }).isInstanceOf(IOException.class);
  }

  private static Lookout when(When moment) {
    return new Lookout() {
      @Override
      public boolean marks(String statement) {
        return false;
      }

      @Override
      public boolean passes(Happening happening, Link link) {
        return happening.when() != moment;
      }
    };
  }

  private final class Client implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    private final DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    private final DataInputStream in = new DataInputStream(socket.getInputStream());

    private Client() throws IOException {
      socket.setSoTimeout(5_000);
    }

    int asks(short api, int number) throws IOException {
      out.write(ByteBuffer.allocate(12).putInt(8).putShort(api).putShort((short) 1).putInt(number).array());
      return hears();
    }

    int hears() throws IOException {
      in.readInt();
      return in.readInt();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
