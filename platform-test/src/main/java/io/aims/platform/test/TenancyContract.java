package io.aims.platform.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Looks at the migrated database of the service under test as its roles do: which tables could leak another organisation's rows? */
public final class TenancyContract {
  private static final String OWN_ROWS = "(tenant = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)";

  private TenancyContract() {}

  /**
   * What the app role sees of one row.
   *
   * @param without while no organisation is set
   * @param other while another organisation is set
   * @param own while that of the row is set
   */
  public record Sight(long without, long other, long own) {
    /** What it should be everywhere. */
    public static final Sight OF_ITS_ORGANISATION = new Sight(0, 0, 1);
  }

  /**
   * Tables with a {@code tenant} column that lack forced row level security or a policy, or have one through which the app
   * role gets more than the rows of its organisation; a partition is one only if somebody may enter it directly.
   */
  public static List<String> unprotectedTables() {
    var unprotected = new ArrayList<>(withoutPolicy());
    unprotected.addAll(loosePolicies());
    return unprotected;
  }

  /** Policies that let the app role in otherwise than by its organisation; a restrictive one takes away and never gives. */
  private static List<String> loosePolicies() {
    return list("""
        select p.polrelid::regclass || ' by ' || p.polname from pg_policy p
        where p.polpermissive
          and exists (select from unnest(p.polroles) r where r = 0 or pg_has_role('%1$s_app', r, 'usage'))
          and (p.polname <> 'tenant_rows'
            or pg_get_expr(p.polqual, p.polrelid) is distinct from $own$%2$s$own$
            or coalesce(pg_get_expr(p.polwithcheck, p.polrelid), $own$%2$s$own$) <> $own$%2$s$own$)"""
        .formatted(context(), OWN_ROWS));
  }

  private static List<String> withoutPolicy() {
    return list("""
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
        where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select 1 from pg_policy p where p.polrelid = c.oid))
          and not (c.relispartition and cardinality(coalesce(c.relacl, '{}')) = 0)""");
  }

  /** Tables that the app role can read although they belong to no organisation. */
  public static List<String> tablesWithoutTenant() {
    return list("""
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p')
          and has_table_privilege('%s_app', c.oid, 'select,insert,update,delete')
          and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant')"""
        .formatted(context()));
  }

  /** Unique indexes (other than on an id alone) that do not start with the tenant, and so could tell one organisation of another's values. */
  public static List<String> globalUniqueIndexes() {
    return list("""
        select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant'
        join pg_attribute f on f.attrelid = c.oid and f.attnum = i.indkey[0]
        where n.nspname = 'public' and i.indisunique and f.attname not in ('tenant', 'id', 'position')""");
  }

  /** Every table of organisations that the app role can read, be it one column of it. */
  public static List<String> readableTables() {
    return list("""
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped
          and has_any_column_privilege('%s_app', c.oid, 'select') order by 1""".formatted(context()));
  }

  /**
   * All that the worker role may do to tables and views, e.g. {@code select task(tenant, due_at)}: by whichever grant, that
   * of one column and those to everybody among them.
   */
  public static List<String> privilegesOfWorker() {
    return list("""
        select p.name || ' ' || c.relname || coalesce('(' || string_agg(a.attname, ', ' order by a.attnum) || ')', '')
        from pg_class c cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p(name)
        left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and p.name in ('select', 'insert', 'update')
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and case when a.attnum is null then has_table_privilege('%1$s_worker', c.oid, p.name)
            else has_column_privilege('%1$s_worker', c.oid, a.attnum, p.name) end
        group by p.name, c.relname""".formatted(context()));
  }

  /** Whether the app role can change or remove a row of {@code table}, be it one column of it. */
  public static boolean canBeRewritten(String table) {
    return !list("""
        select 1 where has_any_column_privilege('%1$s_app', '%2$s', 'update')
          or has_table_privilege('%1$s_app', '%2$s', 'delete, truncate')""".formatted(context(), table)).isEmpty();
  }

  /** Puts a row of a new organisation into {@code table}, looks at it as the app role, and takes it back. */
  public static Sight sight(String table) {
    try (var connection = superuser(); var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      var tenant = UUID.randomUUID();
      statement.execute("set local session_replication_role = replica");
      for (var preparation : preparations(table, tenant)) {
        statement.execute(preparation);
      }
      statement.execute("set local role %s_app".formatted(context()));
      var sight = new Sight(seen(statement, table, ""), seen(statement, table, UUID.randomUUID().toString()),
          seen(statement, table, tenant.toString()));
      connection.rollback();
      return sight;
    } catch (SQLException e) {
      throw new IllegalStateException(table, e);
    }
  }

  /** What lets any values in, and then a row with some value of its type in each column. */
  private static List<String> preparations(String table, UUID tenant) {
    return list("""
        select format('alter table %%I drop constraint %%I', '%1$s', conname) from pg_constraint
        where conrelid = '%1$s'::regclass and contype = 'c' and coninhcount = 0
        union all
        select format('insert into %%I (%%s) values (%%s)', '%1$s', string_agg(quote_ident(attname), ', ' order by attnum),
          string_agg(case when attname = 'tenant' then quote_literal('%2$s') else
            case format_type(atttypid, null)
              when 'uuid' then 'gen_random_uuid()' when 'jsonb' then quote_literal('{}') when 'boolean' then 'false'
              when 'date' then 'now()' when 'timestamp with time zone' then 'now()'
              else quote_literal(case when typcategory = 'A' then '{}' else '1' end) end end, ', ' order by attnum))
        from pg_attribute join pg_type on pg_type.oid = atttypid
        where attrelid = '%1$s'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
          and attidentity <> 'a'""".formatted(table, tenant));
  }

  private static long seen(Statement statement, String table, String tenant) throws SQLException {
    statement.execute("set local app.tenant = '%s'".formatted(tenant));
    try (var row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Number of rows of {@code table}, whoever's they are. */
  public static long rows(String table) {
    return Long.parseLong(list("select count(*) from " + table).getFirst());
  }

  /** Number of rows that the app role sees in {@code table} while no organisation is set. */
  public static long rowsWithoutTenant(String table) {
    try (var connection = connect(context() + "_app", "app");
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection as superuser to the database of the service under test. */
  public static Connection superuser() throws SQLException {
    return connect("postgres", "postgres");
  }

  private static List<String> list(String sql) {
    try (var connection = superuser(); var rows = connection.createStatement().executeQuery(sql)) {
      var names = new ArrayList<String>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String context() {
    var url = System.getProperty("aims.test.db");
    return url.substring(url.lastIndexOf("aims_") + 5);
  }

  private static Connection connect(String user, String password) throws SQLException {
    return DriverManager.getConnection(System.getProperty("aims.test.db"), user, password);
  }
}
