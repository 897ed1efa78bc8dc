package io.aims.incident.mapping;

import static io.aims.platform.tenancy.Sql.utc;

import java.time.Clock;
import java.util.Collection;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Notes that a mapping or a name has changed, in the transaction that changes it. What waits is looked at after its commit,
 * when whoever has not seen the change has committed as well, or will look for himself.
 */
@ApplicationScoped
public class MappingNews {
  private static final String INSERT = """
      insert into mapping_news (tenant, id, source_id, name, due_at) values (?1, ?2, cast(nullif(cast(?3 as text), '') as uuid),
        nullif(cast(?4 as text), ''), ?5)""";
  private final Ids ids;
  private final Clock clock;

  MappingNews(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  public Uni<Void> ofSource(UUID tenant, UUID sourceId) {
    return note(tenant, sourceId, null);
  }

  public Uni<Void> ofNames(UUID tenant, Collection<String> names) {
    var chain = Uni.createFrom().voidItem();
    for (var name : names) {
      chain = chain.chain(() -> note(tenant, null, name));
    }
    return chain;
  }

  private Uni<Void> note(UUID tenant, @Nullable UUID sourceId, @Nullable String name) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery(INSERT)
            .setParameter(1, tenant)
            .setParameter(2, ids.next())
            .setParameter(3, sourceId == null ? "" : sourceId.toString())
            .setParameter(4, name == null ? "" : name)
            .setParameter(5, utc(clock.instant()))
            .executeUpdate())
        .replaceWithVoid();
  }
}
