package io.aims.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Bytes on a socket, for what no decent client would send. */
final class Wire {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private Wire() {}

  /**
   * What came back, and whether the gateway closed the connection then.
   *
   * @param text status line, fields and body
   */
  record Answer(String text, boolean closed) {
    int status() {
      return text.isEmpty() ? 0 : Integer.parseInt(text.substring(9, 12));
    }

    boolean isProblem() {
      return text.toLowerCase().contains("content-type: application/problem+json");
    }
  }

  /** Sends {@code request}, line ends as they are, and reads the answer. */
  static Answer send(URL gateway, String request) throws IOException {
    return send(gateway, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Answer send(URL gateway, byte[] request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.getPort())) {
      socket.setSoTimeout(2_000);
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      } catch (SocketException refusedInTheMiddle) {
        // what was answered before can still be read
      }
      return read(socket);
    }
  }

  /** Reads an answer, and a little longer: whether another follows, or the end of the connection. */
  static Answer read(Socket socket) throws IOException {
    var text = new ByteArrayOutputStream();
    try {
      var buffer = new byte[8192];
      for (int read; (read = socket.getInputStream().read(buffer)) >= 0;) {
        text.write(buffer, 0, read);
        if (isWhole(text.toString(StandardCharsets.ISO_8859_1))) {
          socket.setSoTimeout(200);
        }
      }
      return new Answer(text.toString(StandardCharsets.ISO_8859_1), true);
    } catch (SocketTimeoutException silence) {
      return new Answer(text.toString(StandardCharsets.ISO_8859_1), false);
    } catch (SocketException reset) {
      return new Answer(text.toString(StandardCharsets.ISO_8859_1), true);
    }
  }

  private static boolean isWhole(String text) {
    var length = LENGTH.matcher(text);
    var body = text.indexOf("\r\n\r\n") + 4;
    return body >= 4 && length.find() && text.length() - body >= Integer.parseInt(length.group(1));
  }
}
