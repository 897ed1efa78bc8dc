package io.aims.local.story;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What somebody with something to hide might do to an evidence pack. */
public enum Tampering {
  /** One bit of one recorded event is another. */
  FLIPPED_BIT {
    @Override
    public byte[] apply(byte[] pack) {
      return rewrite(pack, 2, true);
    }
  },
  /** One recorded event is left out. */
  REMOVED_ENTRY {
    @Override
    public byte[] apply(byte[] pack) {
      return rewrite(pack, 2, false);
    }
  },
  /** The file ends early. */
  CUT_TAIL {
    @Override
    public byte[] apply(byte[] pack) {
      return Arrays.copyOf(pack, pack.length * 2 / 3);
    }
  };

  public abstract byte[] apply(byte[] pack);

  /** Writes the zip anew; the recorded event number {@code nth} is altered or left out. */
  private static byte[] rewrite(byte[] pack, int nth, boolean alter) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(pack)); var copy = new ZipOutputStream(out)) {
      var seen = 0;
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null;) {
        var content = zip.readAllBytes();
        if (entry.getName().startsWith("entries/") && !entry.isDirectory() && ++seen == nth) {
          if (!alter) {
            continue;
          }
          content[content.length / 2] ^= 1;
        }
        copy.putNextEntry(new ZipEntry(entry.getName()));
        copy.write(content);
        copy.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
