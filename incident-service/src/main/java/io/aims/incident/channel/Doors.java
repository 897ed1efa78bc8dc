package io.aims.incident.channel;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Finds the organisation that somebody without a token names. */
@ApplicationScoped
public class Doors {
  private final Pool database;
  private final Channels channels;

  Doors(Pool database, Channels channels) {
    this.database = database;
    this.channels = channels;
  }

  /** The organisation of this short name that has a channel; null when there is none. Needs no transaction. */
  public Uni<@Nullable UUID> organisation(String alias) {
    return database.preparedQuery("select organisation_of($1)")
        .execute(Tuple.of(alias))
        .map(rows -> rows.iterator().hasNext() ? rows.iterator().next().getUUID(0) : null);
  }

  /** Whether the organisation takes in concerns without a name; in the caller's transaction. */
  public Uni<Boolean> open() {
    return channels.one().map(found -> found != null && found.anonymous());
  }
}
