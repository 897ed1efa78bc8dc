package io.aims.platform.test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the migrated database of the service under test as its roles do: which tables could leak another
 * organisation's rows?
 */
public final class TenancyContract {
  private static final String OWN_ROWS = "(tenant = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)";

  private TenancyContract() {}

  /**
   * Tables with a {@code tenant} column that lack forced row level security or a policy, or have one through which the
   * app role gets more than the rows of its organisation; a view can have neither, and a partition is one only if
   * somebody may enter it directly.
   */
  public static List<String> unprotectedTables() {
    var unprotected = new ArrayList<>(withoutPolicy());
    unprotected.addAll(loosePolicies());
    return unprotected;
  }

  /** Policies by which the app role gets in otherwise than by its organisation; restrictive ones give nothing. */
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
        where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
          and not (c.relrowsecurity and c.relforcerowsecurity
            and exists (select 1 from pg_policy p where p.polrelid = c.oid))
          and not (c.relispartition and cardinality(coalesce(c.relacl, '{}')) = 0)""");
  }

  /** Tables and views that the app role can use, be it one column of them, although they belong to no organisation. */
  public static List<String> tablesWithoutTenant() {
    return list("""
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
          and (has_any_column_privilege('%1$s_app', c.oid, 'select,insert,update')
            or has_table_privilege('%1$s_app', c.oid, 'delete,truncate'))
          and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant')"""
        .formatted(context()));
  }

  /**
   * Unique indexes (other than on an id alone) that do not start with the tenant, and so could tell one organisation of
   * another's values.
   */
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

  static List<String> list(String sql) {
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

  static String context() {
    var url = System.getProperty("aims.test.db");
    return url.substring(url.lastIndexOf("aims_") + 5);
  }

  private static Connection connect(String user, String password) throws SQLException {
    return DriverManager.getConnection(System.getProperty("aims.test.db"), user, password);
  }
}
