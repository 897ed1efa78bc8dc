package io.aims.audit.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Inflater;

/** A buffered stream that knows its place and can take back what was not used. */
final class ByteSource {
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[CHUNK + Integer.BYTES];
  private int at;
  private int end;
  private long bufferStart;

  ByteSource(InputStream in) {
    this.in = in;
  }

  long offset() {
    return bufferStart + at;
  }

  boolean atEnd() throws IOException {
    return at == end && !fill();
  }

  private boolean fill() throws IOException {
    bufferStart += end;
    at = 0;
    end = Math.max(0, in.read(buffer, 0, CHUNK));
    return end > 0;
  }

  private void need() throws IOException, BrokenZip {
    if (atEnd()) {
      throw new BrokenZip(BrokenZip.Cause.CUT_OFF, "the file ends at byte " + offset());
    }
  }

  long number(int width) throws IOException, BrokenZip {
    var number = 0L;
    for (var shift = 0; shift < 8 * width; shift += 8) {
      need();
      number |= (buffer[at++] & 0xffL) << shift;
    }
    return number;
  }

  /** Grows with what is there, so that a false length costs no memory. */
  byte[] bytes(int length) throws IOException, BrokenZip {
    var bytes = new byte[Math.min(length, CHUNK)];
    for (var have = 0; have < length;) {
      need();
      if (have == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * have));
      }
      var chunk = Math.min(Math.min(end - at, bytes.length - have), length - have);
      System.arraycopy(buffer, at, bytes, have, chunk);
      at += chunk;
      have += chunk;
    }
    return bytes;
  }

  void feed(Inflater inflater) throws IOException, BrokenZip {
    need();
    inflater.setInput(buffer, at, end - at);
    at = end;
  }

  void takeBack(int unused) {
    at -= unused;
  }

  /** Only for a signature that was just read, which may straddle two buffers. */
  void putBack(int signature) {
    if (at >= Integer.BYTES) {
      at -= Integer.BYTES;
      return;
    }
    var rest = end - at;
    System.arraycopy(buffer, at, buffer, Integer.BYTES, rest);
    ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN).putInt(signature);
    bufferStart += at - Integer.BYTES;
    at = 0;
    end = rest + Integer.BYTES;
  }
}
