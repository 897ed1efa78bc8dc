package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

import io.aims.audit.merkle.Hash;

/**
 * Reads a zip file from front to back, so that the part before a cut can still be judged, and then holds its directory
 * against what was read: other programs show what the directory says, and the two must not differ. The JDK's own
 * readers do one or the other. What is odd, but leaves the contents readable, is kept as an {@link #oddity} for the
 * end.
 */
final class ZipStream {
  private static final int LOCAL = 0x04034b50;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int ZIP64_END = 0x06064b50;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int END = 0x06054b50;

  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int HAS_DESCRIPTOR = 1 << 3;
  /** Compression level, descriptor, UTF-8 names; encryption and the like are not for packs. */
  private static final int FLAGS = 0b110 | HAS_DESCRIPTOR | 1 << 11;
  private static final int LARGEST_EXTRA = 1024;

  private final ByteSource in;
  private final MessageDigest read = Hash.newDigest();
  private @Nullable Local current;
  private @Nullable String oddity;
  private long entries;
  private boolean atDirectory;

  ZipStream(InputStream in) {
    this.in = new ByteSource(in);
  }

  /** The fields that a local header and the directory share, in the directory's order, up to the sizes. */
  private record Local(String name, int need, int flags, int method, int time, int crc, long packed, long size,
      long offset) {
    byte[] fingerprint() {
      var bytes = name.getBytes(ISO_8859_1);
      return ByteBuffer.allocate(bytes.length + 48)
          .putInt(bytes.length)
          .put(bytes)
          .putInt(need)
          .putInt(flags)
          .putInt(method)
          .putInt(time)
          .putInt(crc)
          .putLong(packed)
          .putLong(size)
          .putLong(offset)
          .array();
    }
  }

  /** The first thing that is not as the format wants it, though all contents could be read. */
  @Nullable
  String oddity() {
    return oddity;
  }

  private void odd(String what) {
    if (oddity == null) {
      oddity = what;
    }
  }

  /** Whether not even the header of one file could be read. */
  boolean isAtStart() {
    return current == null && entries == 0;
  }

  /** The name of the next file, or null when the directory begins. The file before must have been read. */
  @Nullable
  String next() throws IOException, BrokenZip {
    var offset = in.offset();
    var signature = (int) in.number(4);
    if (signature == CENTRAL || signature == END || signature == ZIP64_END) {
      atDirectory = true;
      in.putBack(signature);
      return null;
    }
    if (signature != LOCAL) {
      throw malformed("at byte " + offset + " there is neither a file nor the directory");
    }
    var need = (int) in.number(2);
    var flags = (int) in.number(2);
    var method = (int) in.number(2);
    var time = (int) in.number(4);
    var crc = (int) in.number(4);
    var packed = in.number(4);
    var size = in.number(4);
    var nameLength = (int) in.number(2);
    var extraLength = (int) in.number(2);
    if (nameLength > Limits.NAME_BYTES) {
      throw malformed("at byte " + offset + " begins a file whose name has " + nameLength + " bytes");
    }
    var name = new String(in.bytes(nameLength), ISO_8859_1);
    skipExtra(extraLength, name);
    current = new Local(name, need, flags, method, time, crc, packed, size, offset);
    return name;
  }

  /** The contents of the file that {@link #next} named. */
  byte[] read(int limit) throws IOException, BrokenZip {
    var file = current;
    if (file == null) {
      throw new IllegalStateException("there is no file to read");
    }
    current = null;
    entries++;
    if ((file.flags & ~FLAGS) != 0 || file.method != STORED && file.method != DEFLATED) {
      throw malformed("is encrypted or compressed in a way that packs do not use");
    }
    var described = (file.flags & HAS_DESCRIPTOR) != 0;
    if (described && file.method == STORED) {
      throw malformed("does not say how long it is");
    }
    if (!described && file.size > limit) {
      throw tooLarge(limit);
    }
    var start = in.offset();
    var content = file.method == STORED ? in.bytes((int) file.size) : inflate(limit);
    var packed = in.offset() - start;
    var complete = described ? describe(file) : file;
    if (complete.packed != packed || complete.size != content.length || complete.crc != crc(content)) {
      odd(file.name + " does not fit the size or checksum beside it");
    }
    read.update(complete.fingerprint());
    return content;
  }

  private Local describe(Local file) throws IOException, BrokenZip {
    var first = (int) in.number(4);
    var crc = first == DESCRIPTOR ? (int) in.number(4) : first;
    return new Local(file.name, file.need, file.flags, file.method, file.time, crc, in.number(4), in.number(4),
        file.offset);
  }

  private byte[] inflate(int limit) throws IOException, BrokenZip {
    var inflater = new Inflater(true);
    try {
      var content = new ByteArrayOutputStream();
      var chunk = new byte[8192];
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          in.feed(inflater);
        }
        var length = inflater.inflate(chunk);
        if (length == 0 && inflater.needsDictionary()) {
          throw malformed("is compressed in a way that packs do not use");
        }
        content.write(chunk, 0, length);
        if (content.size() > limit) {
          throw tooLarge(limit);
        }
      }
      in.takeBack(inflater.getRemaining());
      return content.toByteArray();
    } catch (DataFormatException e) {
      throw malformed("cannot be decompressed");
    } finally {
      inflater.end();
    }
  }

  /** Reads the directory to the last byte of the file; call once {@link #next} has answered null. */
  void readDirectory() throws IOException, BrokenZip {
    if (!atDirectory) {
      throw new IllegalStateException("there are files before the directory");
    }
    var start = in.offset();
    var listed = Hash.newDigest();
    var count = 0L;
    var signature = (int) in.number(4);
    for (; signature == CENTRAL; signature = (int) in.number(4)) {
      in.number(2);
      listed.update(directoryLine().fingerprint());
      count++;
    }
    var length = in.offset() - 4 - start;
    if (count != entries || !MessageDigest.isEqual(listed.digest(), read.digest())) {
      odd("the archive's directory does not list the files that are in it");
    }
    readEnd(signature, start, length, count);
  }

  private Local directoryLine() throws IOException, BrokenZip {
    var need = (int) in.number(2);
    var flags = (int) in.number(2);
    var method = (int) in.number(2);
    var time = (int) in.number(4);
    var crc = (int) in.number(4);
    var packed = in.number(4);
    var size = in.number(4);
    var nameLength = (int) in.number(2);
    var extraLength = (int) in.number(2);
    var commentLength = (int) in.number(2);
    in.bytes(8);
    var offset = in.number(4);
    if (nameLength > Limits.NAME_BYTES) {
      throw malformed("the archive's directory lists a name of " + nameLength + " bytes");
    }
    var name = new String(in.bytes(nameLength), ISO_8859_1);
    skipExtra(extraLength, name);
    skipExtra(commentLength, name);
    return new Local(name, need, flags, method, time, crc, packed, size, offset);
  }

  private void readEnd(int firstSignature, long start, long length, long count) throws IOException, BrokenZip {
    var signature = firstSignature;
    if (signature == ZIP64_END) {
      in.bytes(20);
      expectDirectory(in.number(8), count, in.number(8), count, in.number(8), length, in.number(8), start);
      if ((int) in.number(4) != ZIP64_LOCATOR) {
        throw malformed("the archive's directory has no proper end");
      }
      in.bytes(16);
      signature = (int) in.number(4);
    }
    if (signature != END) {
      throw malformed("the archive's directory has no proper end");
    }
    in.bytes(4);
    var most = 0xffffL;
    expectDirectory(in.number(2), Math.min(count, most), in.number(2), Math.min(count, most), in.number(4), length,
        in.number(4), start);
    if (in.number(2) != 0 || !in.atEnd()) {
      odd("something follows after the end of the archive");
    }
  }

  private void expectDirectory(long... foundAndExpected) {
    for (var i = 0; i < foundAndExpected.length; i += 2) {
      if (foundAndExpected[i] != foundAndExpected[i + 1]) {
        odd("the archive's end does not fit its directory");
      }
    }
  }

  private void skipExtra(int length, String name) throws IOException, BrokenZip {
    if (length > 0) {
      odd(name + " carries additional fields");
    }
    if (length > LARGEST_EXTRA) {
      throw malformed(name + " carries " + length + " bytes of additional fields");
    }
    in.bytes(length);
  }

  private static int crc(byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  private static BrokenZip malformed(String what) {
    return new BrokenZip(BrokenZip.Cause.MALFORMED, what);
  }

  private static BrokenZip tooLarge(int limit) {
    return new BrokenZip(BrokenZip.Cause.TOO_LARGE, "is larger than the " + limit + " bytes that it may have");
  }
}
