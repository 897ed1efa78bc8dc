package io.aims.audit.completeness;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.aims.platform.stream.StreamHead;

/** The streams and the ledger's entries as the worker role compares them; every statement belongs to the caller's transaction. */
final class StreamTables {
  private static final String DUE = """
      select tenant, service from ledger_stream where next_look_at <= now() order by next_look_at limit ?""";
  private static final String LOCK = """
      select claimed_size, claimed_digest, claimed_epoch, claimed_at, note, contradicting_note, contradiction, held_size,
             held_digest, behind_since, asked_at
      from ledger_stream where tenant = ? and service = ? and next_look_at is not null for update skip locked""";
  /** Of a number that was given again in a later epoch, the later event is the stream's. */
  private static final String PLACES = """
      select distinct on (stream_seq) stream_seq, leaf_hash from ledger_entry
      where tenant = ? and source = ? and stream_seq > ? and stream_epoch <= ?
      order by stream_seq, stream_epoch desc limit ?""";
  private static final String KEEP = """
      update ledger_stream set held_size = ?, held_digest = ?, behind_since = ?, asked_at = ?, contradiction = ?,
        next_look_at = ?
      where tenant = ? and service = ?""";

  /** Which stream of whom. */
  record Key(UUID tenant, String service) {}

  /** The database's time, by which all processes judge what is due and overdue. */
  Instant now(Connection worker) throws SQLException {
    try (var select = worker.prepareStatement("select now()"); var row = select.executeQuery()) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  /** Streams that are to be looked at, those that have waited longest first. */
  List<Key> due(Connection worker, int limit) throws SQLException {
    try (var select = worker.prepareStatement(DUE)) {
      select.setInt(1, limit);
      try (var rows = select.executeQuery()) {
        var keys = new ArrayList<Key>();
        while (rows.next()) {
          keys.add(new Key(rows.getObject(1, UUID.class), rows.getString(2)));
        }
        return keys;
      }
    }
  }

  /** Locks a stream until the transaction ends; empty while another process works on it. */
  Optional<StreamRow> lock(Connection worker, Key key) throws SQLException {
    try (var select = worker.prepareStatement(LOCK)) {
      select.setObject(1, key.tenant());
      select.setString(2, key.service());
      try (var row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new StreamRow(key.tenant(), key.service(), new StreamHead(row.getLong(1), row.getBytes(2)),
                row.getInt(3), row.getObject(4, OffsetDateTime.class).toInstant(), row.getString(5), row.getString(6),
                row.getString(7), new StreamHead(row.getLong(8), row.getBytes(9)), instant(row, 10), instant(row, 11)))
            : Optional.empty();
      }
    }
  }

  List<Comparison.Place> places(Connection worker, StreamRow stream, int limit) throws SQLException {
    try (var select = worker.prepareStatement(PLACES)) {
      select.setObject(1, stream.tenant());
      select.setString(2, "/aims/" + stream.service());
      select.setLong(3, stream.held().size());
      select.setInt(4, stream.epoch());
      select.setInt(5, limit);
      try (var rows = select.executeQuery()) {
        var places = new ArrayList<Comparison.Place>();
        while (rows.next()) {
          places.add(new Comparison.Place(rows.getLong(1), rows.getBytes(2)));
        }
        return places;
      }
    }
  }

  /** Keeps how far the comparison is; {@code nextLook} is null when nothing is to be looked for until the next claim. */
  void keep(Connection worker, StreamRow stream, @Nullable Instant nextLook) throws SQLException {
    try (var update = worker.prepareStatement(KEEP)) {
      update.setLong(1, stream.held().size());
      update.setBytes(2, stream.held().digest());
      update.setObject(3, stored(stream.behindSince()));
      update.setObject(4, stored(stream.askedAt()));
      update.setString(5, stream.contradiction());
      update.setObject(6, stored(nextLook));
      update.setObject(7, stream.tenant());
      update.setString(8, stream.service());
      update.executeUpdate();
    }
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    var stored = row.getObject(column, OffsetDateTime.class);
    return stored == null ? null : stored.toInstant();
  }

  private static @Nullable OffsetDateTime stored(@Nullable Instant instant) {
    return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
