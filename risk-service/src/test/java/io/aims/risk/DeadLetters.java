package io.aims.risk;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.aims.platform.test.TenancyContract;

/** Looks for events that wait or were set aside. */
public final class DeadLetters {
  private DeadLetters() {}

  /** Why an event of this aggregate was set aside; empty when none was. */
  public static Optional<String> causeFor(UUID aggregate) {
    try (var superuser = TenancyContract.superuser();
        var query = superuser.prepareStatement("select cause from dead_letter where aggregate_id = ?")) {
      query.setObject(1, aggregate);
      var rows = query.executeQuery();
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The versions of this aggregate that are parked. */
  public static List<Integer> parked(UUID aggregate) {
    try (var superuser = TenancyContract.superuser();
        var query = superuser
            .prepareStatement("select version from parked_event where aggregate_id = ? order by version")) {
      query.setObject(1, aggregate);
      var rows = query.executeQuery();
      var versions = new ArrayList<Integer>();
      while (rows.next()) {
        versions.add(rows.getInt(1));
      }
      return versions;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
