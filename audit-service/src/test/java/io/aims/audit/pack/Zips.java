package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What a forger does to a zip file with ordinary tools: take it apart and put it together again. */
final class Zips {
  private Zips() {}

  record File(String name, byte[] content) {}

  static List<File> read(byte[] zip) {
    var files = new ArrayList<File>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.add(new File(entry.getName(), in.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  static byte[] stored(List<File> files) {
    return write(files, ZipEntry.STORED);
  }

  /** Compressed, with sizes after the contents, as most programs write. */
  static byte[] deflated(List<File> files) {
    return write(files, ZipEntry.DEFLATED);
  }

  private static byte[] write(List<File> files, int method) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var file : files) {
        var entry = new ZipEntry(file.name());
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
          var crc = new CRC32();
          crc.update(file.content());
          entry.setCrc(crc.getValue());
          entry.setSize(file.content().length);
        }
        zip.putNextEntry(entry);
        zip.write(file.content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] changed(byte[] zip, UnaryOperator<List<File>> change) {
    return stored(change.apply(new ArrayList<>(read(zip))));
  }

  static byte[] replaced(byte[] zip, String name, UnaryOperator<byte[]> change) {
    return changed(zip, files -> {
      files.replaceAll(file -> file.name().equals(name) ? new File(name, change.apply(file.content().clone())) : file);
      return files;
    });
  }

  static byte[] without(byte[] zip, String... names) {
    return changed(zip, files -> files.stream().filter(file -> !List.of(names).contains(file.name())).toList());
  }

  static byte[] content(byte[] zip, String name) {
    return read(zip).stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow().content();
  }

  /** Renames without looking at what else is in the archive, which no proper program does; names of equal length. */
  static byte[] renamed(byte[] zip, String from, String to) {
    return new String(zip, ISO_8859_1).replace(from, to).getBytes(ISO_8859_1);
  }

  static byte[] flipped(byte[] content, int bit) {
    var flipped = content.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }
}
