package io.aims.risk;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

import io.aims.platform.test.TenancyContract;

/** Looks for events that were set aside. */
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
}
