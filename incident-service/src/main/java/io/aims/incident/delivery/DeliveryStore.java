package io.aims.incident.delivery;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Writes deliveries and their places in the queue, many in one commit.
 *
 * <p>The one place beside {@code Transactions} that opens a transaction: it needs no session, and a statement for the
 * whole batch. Its first statement binds it to the organisation as well.
 */
@ApplicationScoped
public class DeliveryStore {
  private static final String BIND = "select set_config('app.tenant', $1, true)";
  private static final String KEEP = """
      with kept as (
        insert into delivery (tenant, id, source_id, system_id, profile, sender_key, received_at, sha256, size, headers,
                              body, state, cause)
        select $1, d.id, d.source_id, d.system_id, d.profile, d.sender_key, d.received_at, d.sha256, length(d.body),
               cast(d.headers as jsonb), d.body, case when d.quarantine is null then 'QUEUED' else 'QUARANTINED' end,
               d.quarantine
        from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::bytea[],
                    $9::text[], $10::bytea[], $11::text[])
          as d (id, source_id, system_id, profile, sender_key, received_at, sha256, headers, body, quarantine)
        on conflict do nothing
        returning tenant, id, source_id, state),
      queued as (
        insert into delivery_queue (tenant, lane, delivery_id, due_at)
        select tenant, %s, id, now() from kept where state = 'QUEUED')
      select id from kept"""
      .formatted(Lane.OF_SOURCE);
  private static final String EARLIER = """
      select d.id, d.sha256, r.id as replay
      from unnest($2::uuid[], $3::uuid[], $4::text[]) as r (id, source_id, sender_key)
      join delivery d on d.tenant = $1 and d.source_id = r.source_id and d.sender_key = r.sender_key""";
  private final Pool database;

  DeliveryStore(Pool database) {
    this.database = database;
  }

  /**
   * What became of a new delivery.
   *
   * @param id of the delivery that is kept: itself, or the earlier one with the same sender's id
   * @param sameContent false when the earlier one had other bytes
   */
  public record Kept(UUID id, boolean sameContent) {}

  /** Commits the batch and answers, by the id that each came with, what is kept of it. */
  public Uni<Map<UUID, Kept>> keep(UUID tenant, List<NewDelivery> batch) {
    return database.withTransaction(connection -> connection.preparedQuery(BIND)
        .execute(Tuple.of(tenant.toString()))
        .chain(() -> insert(connection, tenant, batch))
        .chain(inserted -> replays(connection, tenant, batch, inserted)));
  }

  private static Uni<Set<UUID>> insert(SqlConnection connection, UUID tenant, List<NewDelivery> batch) {
    return connection.preparedQuery(KEEP)
        .execute(Tuple.from(List.of(tenant,
            column(batch, NewDelivery::id, new UUID[0]),
            column(batch, NewDelivery::sourceId, new UUID[0]),
            column(batch, NewDelivery::systemId, new UUID[0]),
            column(batch, d -> d.profile().name(), new String[0]),
            column(batch, NewDelivery::senderKey, new String[0]),
            column(batch, d -> utc(d.receivedAt()), new OffsetDateTime[0]),
            column(batch, d -> Buffer.buffer(d.sha256()), new Buffer[0]),
            column(batch, d -> new JsonObject(Map.copyOf(d.headers())).encode(), new String[0]),
            column(batch, d -> Buffer.buffer(d.body()), new Buffer[0]),
            column(batch, NewDelivery::quarantine, new String[0]))))
        .map(rows -> {
          var inserted = new HashSet<UUID>();
          rows.forEach(row -> inserted.add(row.getUUID(0)));
          return inserted;
        });
  }

  /** What was not inserted has been here before: the earlier delivery is looked up, which is committed by now. */
  private static Uni<Map<UUID, Kept>> replays(SqlConnection connection, UUID tenant, List<NewDelivery> batch,
      Set<UUID> inserted) {
    var kept = new HashMap<UUID, Kept>();
    inserted.forEach(id -> kept.put(id, new Kept(id, true)));
    var repeated = batch.stream().filter(d -> !inserted.contains(d.id())).toList();
    if (repeated.isEmpty()) {
      return Uni.createFrom().item(kept);
    }
    return connection.preparedQuery(EARLIER)
        .execute(Tuple.of(tenant, column(repeated, NewDelivery::id, new UUID[0]),
            column(repeated, NewDelivery::sourceId, new UUID[0]),
            column(repeated, NewDelivery::senderKey, new String[0])))
        .map(rows -> add(kept, rows, repeated));
  }

  private static Map<UUID, Kept> add(Map<UUID, Kept> kept, RowSet<Row> rows, List<NewDelivery> repeated) {
    var byId = new HashMap<UUID, NewDelivery>();
    repeated.forEach(d -> byId.put(d.id(), d));
    for (var row : rows) {
      var replay = byId.get(row.getUUID("replay"));
      var same = Arrays.equals(row.getBuffer("sha256").getBytes(), replay.sha256());
      kept.put(replay.id(), new Kept(row.getUUID("id"), same));
    }
    return kept;
  }

  private static <T> T[] column(List<NewDelivery> batch, Function<NewDelivery, @Nullable T> value, T[] type) {
    var values = new ArrayList<T>(batch.size());
    batch.forEach(delivery -> values.add(value.apply(delivery)));
    return values.toArray(type);
  }
}
