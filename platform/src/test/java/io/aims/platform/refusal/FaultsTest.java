package io.aims.platform.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;

import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonParseException;

import io.vertx.pgclient.PgException;

class FaultsTest {

  /** A lost connection, a deadlock, a full disk, too many connections, a shutdown, an I/O error, a lock time-out. */
  @ParameterizedTest
  @ValueSource(strings = {"08006", "40P01", "40001", "53100", "53300", "57P01", "58030", "25P03", "55P03"})
  void what_a_database_recovers_from_passes_however_it_is_wrapped(String state) {
    assertThat(Faults.transientFault(new PgException("", "ERROR", state, ""))).isTrue();
    assertThat(Faults.transientFault(new SQLException("", state))).isTrue();
    assertThat(
        Faults.transientFault(new CompletionException(new GenericJDBCException("", new SQLException("", state)))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22P02", "42P01", "P0001", "XX000"})
  void what_a_database_refuses_stays(String state) {
    assertThat(Faults.transientFault(new PgException("", "ERROR", state, ""))).isFalse();
    assertThat(Faults.transientFault(new GenericJDBCException("", new SQLException("", state)))).isFalse();
  }

  @Test
  void a_broken_connection_passes_and_a_broken_text_stays() {
    assertThat(Faults.transientFault(new IllegalStateException(new IOException("reset")))).isTrue();
    assertThat(Faults.transientFault(new JsonParseException(null, "no JSON"))).isFalse();
    assertThat(Faults.transientFault(new SQLException("without a state"))).isFalse();
    assertThat(Faults.transientFault(new IllegalStateException())).isFalse();
  }

  @Test
  void what_says_so_itself_passes() {
    class Overtaken extends RuntimeException implements Faults.Passing {}

    assertThat(Faults.transientFault(new IllegalStateException(new Overtaken()))).isTrue();
  }
}
