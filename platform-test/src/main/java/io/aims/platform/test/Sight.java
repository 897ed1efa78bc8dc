package io.aims.platform.test;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * What the app role sees of the one row that an organisation has in a table.
 *
 * @param without while no organisation is set
 * @param other while another organisation is set
 * @param own while that of the row is set
 */
public record Sight(long without, long other, long own) {
  /** What it should be everywhere. */
  public static final Sight OF_ITS_ORGANISATION = new Sight(0, 0, 1);

  /** Puts a row of a new organisation into {@code table}, looks at it as the app role, and takes it back. */
  public static Sight of(String table) {
    try (var connection = TenancyContract.superuser(); var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      var tenant = UUID.randomUUID();
      statement.execute("set local session_replication_role = replica");
      for (var preparation : preparations(table, tenant)) {
        statement.execute(preparation);
      }
      statement.execute("set local role %s_app".formatted(TenancyContract.context()));
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
    return TenancyContract.list("""
        select format('alter table %%I drop constraint %%I', '%1$s', conname) from pg_constraint
        where conrelid = '%1$s'::regclass and contype = 'c' and coninhcount = 0
        union all
        select format('alter table %%I alter %%I drop not null', '%1$s', attname) from pg_attribute
        where attrelid = '%1$s'::regclass and attnum > 0 and attgenerated <> '' and attnotnull
        union all
        select format('insert into %%I (%%s) values (%%s)', '%1$s',
          string_agg(quote_ident(attname), ', ' order by attnum),
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
}
