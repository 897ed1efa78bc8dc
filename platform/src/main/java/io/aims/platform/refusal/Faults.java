package io.aims.platform.refusal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JacksonException;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** Tells a fault that passes by itself (a lost connection, a restarting database) from one that stays. */
public final class Faults {
  /** A fault that is gone when the same is tried again. */
  public interface Passing {}

  private Faults() {}

  /** True when trying the same again later can succeed without anybody changing anything. */
  public static boolean transientFault(Throwable fault) {
    for (Throwable t = fault; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof Passing || t instanceof IOException && !(t instanceof JacksonException)
          || t instanceof TimeoutException
          || t instanceof VertxException && !(t instanceof PgException)
          || t instanceof io.smallrye.mutiny.TimeoutException) {
        return true;
      }
      if (t instanceof PgException pg && transientState(pg.getSqlState())
          || t instanceof SQLException sql && transientState(sql.getSQLState())) {
        return true;
      }
      var name = t.getClass().getSimpleName();
      if (name.equals("ClosedConnectionException") || name.equals("NoStackTraceThrowable")
          || name.equals("ConnectionPoolTooBusyException")) {
        return true;
      }
    }
    return false;
  }

  /** SQLSTATE classes: 08 connection, 40 serialisation and deadlock, 53 resources (disk full), 57 operator, 58 system; 25P03 and 55P03 time-outs. */
  private static boolean transientState(@Nullable String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("40") || state.startsWith("53") || state.startsWith("57")
            || state.startsWith("58") || state.equals("25P03") || state.equals("55P03"));
  }

  /** One line for logs and dead letters. */
  public static String summary(Throwable fault) {
    var root = fault;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    var words = root.getClass().getSimpleName() + ": " + root.getMessage();
    return words.substring(0, Math.min(words.length(), 1000)).replace('\0', ' ');
  }
}
