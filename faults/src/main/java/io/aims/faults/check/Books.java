package io.aims.faults.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Mark;

/** Reads the databases of the services, past row level security and past the services. */
public final class Books {
  public static final List<String> CONTEXTS = List.of("inventory", "risk", "incident", "audit");
  /** The other lines of a timeline repeat what an event of the incident says, and have none of their own. */
  private static final String NOTED = " where supersedes is not null"
      + " or kind in ('OBSERVATION', 'ACTION', 'DECISION', 'COMMUNICATION')";
  /** A signal waits before that is told. */
  private static final String TOLD = " where version > 0";
  private final Source source;
  private final Topics topics;
  private final Mails mails;
  private final Set<ClientLog.Checkpoint> checkpoints = new LinkedHashSet<>();
  private final Map<String, Long> read = new HashMap<>();
  private final Set<UUID> told = new HashSet<>();

  /** Opens a connection to a database by its name. */
  public interface Source {
    Connection open(String database) throws SQLException;
  }

  public Books(Source source, Topics topics, Mails mails) {
    this.source = source;
    this.topics = topics;
    this.mails = mails;
  }

  /** From here on events, notifications and mails belong to the next run. */
  public void beginRun() throws SQLException {
    read.clear();
    read.putAll(ends());
    mails.beginRun();
    try (var incident = open("incident")) {
      told.addAll(rows(incident, "select id from notification", row -> row.getObject(1, UUID.class)));
    }
  }

  /** The last position in the event log of each service. */
  public Map<String, Long> ends() throws SQLException {
    var ends = new HashMap<String, Long>();
    for (var context : CONTEXTS) {
      try (var connection = open(context)) {
        ends.put(context, rows(connection, "select coalesce(max(position), 0) from event", row -> row.getLong(1))
            .getFirst());
      }
    }
    return ends;
  }

  public Evidence gather(ClientLog client, Set<UUID> strangers, List<Evidence.Claim> claims) throws SQLException {
    checkpoints.addAll(client.checkpoints());
    var events = new ArrayList<Evidence.Event>();
    var aggregates = new ArrayList<Evidence.Aggregate>();
    var outbox = new ArrayList<Evidence.Place>();
    var inbox = new ArrayList<Evidence.Received>();
    var parked = new ArrayList<Evidence.Received>();
    var dead = new ArrayList<Evidence.Received>();
    for (var context : CONTEXTS) {
      try (var connection = open(context)) {
        events.addAll(events(connection, context));
        aggregates.addAll(aggregates(connection, context));
        outbox.addAll(rows(connection, "select position from outbox",
            row -> new Evidence.Place(context, row.getLong(1))));
        inbox.addAll(received(connection, context, "select tenant, feed, aggregate_id, version from inbox"));
        parked.addAll(received(connection, context, "select tenant, feed, aggregate_id, version from parked_event"));
        dead.addAll(received(connection, context, """
            select tenant, feed, aggregate_id, version from dead_letter d
            where coalesce(to_jsonb(d) ->> 'state', 'OPEN') = 'OPEN'"""));
      }
    }
    try (var incident = open("incident"); var audit = open("audit")) {
      var systems = client.systems();
      return new Evidence(events, aggregates, outbox, inbox, parked, dead, topics.read(), strangers, ledger(audit),
          List.copyOf(checkpoints), deliveries(incident, systems), incidents(incident, systems), signals(incident,
              systems),
          notifications(incident), mails.read(), heads(), claims,
          facts(ReadModels.ReadModel::owner, ReadModels.ReadModel::original),
          facts(ReadModels.ReadModel::reader, ReadModels.ReadModel::copy), client);
    }
  }

  /** What the databases hold of the streams. */
  List<Evidence.Head> heads() throws SQLException {
    var heads = new ArrayList<Evidence.Head>();
    for (var context : CONTEXTS) {
      try (var connection = open(context)) {
        heads.addAll(rows(connection, "select tenant, size, encode(digest, 'hex') from stream_head",
            row -> new Evidence.Head(context, row.getObject(1, UUID.class), row.getLong(2), row.getString(3))));
      }
    }
    return heads;
  }

  private List<Evidence.Fact> facts(Function<ReadModels.ReadModel, String> context,
      Function<ReadModels.ReadModel, String> sql) throws SQLException {
    var facts = new ArrayList<Evidence.Fact>();
    for (var model : ReadModels.ALL) {
      try (var connection = open(context.apply(model))) {
        facts.addAll(rows(connection, sql.apply(model), row -> new Evidence.Fact(model.name(),
            row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3))));
      }
    }
    return facts;
  }

  private Connection open(String context) throws SQLException {
    return source.open("aims_" + context);
  }

  private List<Evidence.Event> events(Connection connection, String context) throws SQLException {
    var marks = new HashMap<UUID, Set<String>>();
    rows(connection, """
        select id, (regexp_matches(convert_from(body, 'UTF8') || texts::text, '%s', 'g'))[1] from event
        where position > %d""".formatted(Mark.PATTERN, read.getOrDefault(context, 0L)),
        row -> marks.computeIfAbsent(row.getObject(1, UUID.class), id -> new HashSet<>()).add(row.getString(2)));
    return rows(connection, """
        select tenant, id, type, aggregate_id, aggregate_version, encode(sha256('\\x00'::bytea || body), 'hex')
        from event""", row -> new Evidence.Event(context, row.getObject(1, UUID.class), row.getObject(2, UUID.class),
        row.getString(3), row.getObject(4, UUID.class), row.getInt(5), row.getString(6),
        marks.getOrDefault(row.getObject(2, UUID.class), Set.of())));
  }

  /** Every table that has what aggregates have. */
  private static List<Evidence.Aggregate> aggregates(Connection connection, String context) throws SQLException {
    var aggregates = new ArrayList<Evidence.Aggregate>();
    for (var table : rows(connection, """
        select table_name from information_schema.columns
        where table_schema = 'public' and column_name in ('id', 'tenant', 'version', 'created_at', 'changed_at')
        group by table_name having count(*) = 5""", row -> row.getString(1))) {
      var own = switch (table) {
        case "timeline_entry" -> NOTED;
        case "unmapped_signal" -> TOLD;
        default -> "";
      };
      aggregates.addAll(rows(connection, "select tenant, id, version from " + table + own,
          row -> new Evidence.Aggregate(context, table, row.getObject(1, UUID.class), row.getObject(2, UUID.class),
              row.getInt(3))));
    }
    return aggregates;
  }

  private static List<Evidence.Received> received(Connection connection, String context, String sql)
      throws SQLException {
    return rows(connection, sql, row -> new Evidence.Received(context, row.getString(2), row.getObject(1, UUID.class),
        row.getObject(3, UUID.class), row.getInt(4)));
  }

  private static List<Evidence.Entry> ledger(Connection audit) throws SQLException {
    return rows(audit, """
        select tenant, idx, event_id, aggregate_id, aggregate_version, encode(leaf_hash, 'hex') from ledger_entry""",
        row -> new Evidence.Entry(row.getObject(1, UUID.class), row.getLong(2), row.getObject(3, UUID.class),
            row.getObject(4, UUID.class), row.getInt(5), row.getString(6)));
  }

  private static List<Evidence.Delivery> deliveries(Connection incident, Set<UUID> systems) throws SQLException {
    return rows(incident, """
        select d.tenant, d.id, d.source_id, d.state, convert_from(d.body, 'UTF8') like '%%"status":"firing"%%',
          substring(convert_from(d.body, 'UTF8') from '%s'), q.delivery_id is not null
        from delivery d left join delivery_queue q on q.tenant = d.tenant and q.delivery_id = d.id
        where d.system_id in (%s)""".formatted(Mark.PATTERN, list(systems)),
        row -> new Evidence.Delivery(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
            row.getObject(3, UUID.class), row.getString(4), row.getBoolean(5), row.getString(6), row.getBoolean(7)));
  }

  private static List<Evidence.Incident> incidents(Connection incident, Set<UUID> systems) throws SQLException {
    return rows(incident, """
        select i.tenant, i.id, i.system_id, i.kind, i.state, (select min(k.open_key) from incident_key k
          where k.tenant = i.tenant and k.incident_id = i.id), i.version
        from incident i where i.system_id in (%s)"""
        .formatted(list(systems)),
        row -> new Evidence.Incident(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
            row.getObject(3, UUID.class), row.getString(4), row.getString(5), row.getString(6), row.getInt(7)));
  }

  private static List<Evidence.Signal> signals(Connection incident, Set<UUID> systems) throws SQLException {
    return rows(incident, """
        select s.tenant, s.source_id, s.incident_id, s.firing, s.resolved from signal s
        where s.source_id in (select source_id from delivery where system_id in (%s))""".formatted(list(systems)),
        row -> new Evidence.Signal(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
            row.getObject(3, UUID.class), row.getLong(4), row.getLong(5)));
  }

  private List<Evidence.Notification> notifications(Connection incident) throws SQLException {
    return rows(incident, """
        select tenant, id, occasion, incident_id, subject_id, person_id, state, message ->> 'headline',
          message ->> 'path'
        from notification""",
        row -> new Evidence.Notification(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3),
            row.getObject(4, UUID.class), row.getObject(5, UUID.class), row.getObject(6, UUID.class), row.getString(7),
            row.getString(8), row.getString(9)))
        .stream()
        .filter(notification -> !told.contains(notification.id()))
        .toList();
  }

  private static String list(Set<UUID> ids) {
    return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> rows(Connection connection, String sql, Row<T> as) throws SQLException {
    try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<T>();
      while (rows.next()) {
        all.add(as.read(rows));
      }
      return all;
    }
  }
}
