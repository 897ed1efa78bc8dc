package io.aims.faults.proxy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * One message on the wire: its beginning, which is looked at, and how many bytes follow, which are only passed on.
 *
 * @param head header and beginning of the content
 * @param rest bytes that are still in the stream
 */
record Frame(byte[] head, long rest) {
  private static final int KEPT = 1 << 16;

  /** Reads a message whose first {@code header} bytes end in its length; null at the end of the stream. */
  static @Nullable Frame read(DataInputStream in, int header, int lengthCountsFrom) throws IOException {
    var first = in.read();
    return first < 0 ? null : read(first, in, header, lengthCountsFrom);
  }

  /** Reads on after the first byte. */
  static Frame read(int first, DataInputStream in, int header, int lengthCountsFrom) throws IOException {
    var start = new byte[header];
    start[0] = (byte) first;
    in.readFully(start, 1, header - 1);
    var length = ByteBuffer.wrap(start).getInt(header - 4);
    var content = length - (header - lengthCountsFrom);
    if (content < 0) {
      throw new EOFException("not a message: its length is " + length);
    }
    var kept = Math.min(content, KEPT);
    var head = new byte[header + kept];
    System.arraycopy(start, 0, head, 0, header);
    in.readFully(head, header, kept);
    return new Frame(head, content - kept);
  }

  void pass(DataInputStream in, OutputStream out) throws IOException {
    out.write(head);
    var buffer = new byte[8192];
    for (var left = rest; left > 0;) {
      var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("the stream ended within a message");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  long size() {
    return head.length + rest;
  }

  char type() {
    return (char) head[0];
  }

  ByteBuffer content(int header) {
    return ByteBuffer.wrap(head, header, head.length - header).slice();
  }

  /** The text up to the next zero byte, or what is kept of it. */
  static String text(ByteBuffer content) {
    var start = content.position();
    while (content.hasRemaining() && content.get() != 0) {
      // to its end
    }
    var end = content.position() > start && content.get(content.position() - 1) == 0
        ? content.position() - 1
        : content.position();
    return new String(content.array(), content.arrayOffset() + start, end - start, StandardCharsets.UTF_8);
  }
}
