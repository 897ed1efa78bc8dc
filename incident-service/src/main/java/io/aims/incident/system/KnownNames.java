package io.aims.incident.system;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

import io.aims.incident.mapping.MappingNews;
import io.aims.platform.tenancy.Sql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;

/** Which names mean which system, so that the system of a name is found without reading all; in the caller's transaction. */
@ApplicationScoped
public class KnownNames {
  /** Longer than this is nobody's name. */
  public static final int LONGEST = 500;
  private final MappingNews news;

  KnownNames(MappingNews news) {
    this.news = news;
  }

  /** A name as it is compared: in whatever letters a monitor writes it. */
  public static String plain(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** For each of these names that exactly one system answers to: which. */
  Uni<Map<String, UUID>> answering(UUID tenant, Set<String> refs) {
    var plain = refs.stream().filter(KnownNames::usual).collect(Collectors.toMap(ref -> ref, KnownNames::plain));
    return plain.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : only(tenant, Set.copyOf(plain.values())).map(known -> plain.entrySet()
            .stream()
            .filter(ref -> known.containsKey(ref.getValue()))
            .collect(Collectors.toMap(Map.Entry::getKey, ref -> known.get(ref.getValue()))));
  }

  private static Uni<Map<String, UUID>> only(UUID tenant, Collection<String> names) {
    return Panache.getSession()
        .chain(session -> session.createNativeQuery("""
            select name, min(cast(system_id as text)) from known_name where tenant = ?1
            and name in (select jsonb_array_elements_text(cast(cast(?2 as text) as jsonb)))
            group by name having count(*) = 1""", Tuple.class)
            .setParameter(1, tenant)
            .setParameter(2, json(names))
            .getResultList())
        .map(rows -> rows.stream()
            .collect(Collectors.toMap(row -> row.get(0, String.class),
                row -> UUID.fromString(row.get(1, String.class)))));
  }

  /** Lets the system answer to {@code names} and to no others; what waits for a name that has come or gone is looked at. */
  Uni<Void> of(UUID tenant, UUID system, Stream<String> names) {
    var wanted = names.filter(KnownNames::usual).map(KnownNames::plain).collect(Collectors.toSet());
    return names(tenant, system).chain(known -> {
      var gone = minus(known, wanted);
      var come = minus(wanted, known);
      var changed = Stream.concat(gone.stream(), come.stream()).sorted().toList();
      return changed.isEmpty()
          ? Uni.createFrom().voidItem()
          : remove(tenant, system, gone).chain(() -> insert(tenant, system, come))
              .chain(() -> news.ofNames(tenant, changed));
    });
  }

  Uni<Void> forget(UUID tenant, UUID system) {
    return names(tenant, system).chain(known -> remove(tenant, system, known));
  }

  private static Uni<Set<String>> names(UUID tenant, UUID system) {
    return Panache.getSession()
        .chain(session -> session
            .createNativeQuery("select name from known_name where tenant = ?1 and system_id = ?2", String.class)
            .setParameter(1, tenant)
            .setParameter(2, system)
            .getResultList())
        .map(Set::copyOf);
  }

  private static Uni<Void> remove(UUID tenant, UUID system, Collection<String> names) {
    return write("""
        delete from known_name where tenant = ?1 and system_id = ?2
        and name in (select jsonb_array_elements_text(cast(cast(?3 as text) as jsonb)))""", tenant, system, names);
  }

  private static Uni<Void> insert(UUID tenant, UUID system, Collection<String> names) {
    return write("""
        insert into known_name (tenant, system_id, name)
        select ?1, ?2, jsonb_array_elements_text(cast(cast(?3 as text) as jsonb)) on conflict do nothing""", tenant,
        system, names);
  }

  private static Uni<Void> write(String sql, UUID tenant, UUID system, Collection<String> names) {
    return names.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.update(sql, tenant, system, json(names)).replaceWithVoid();
  }

  private static boolean usual(String name) {
    return name.length() <= LONGEST;
  }

  private static Set<String> minus(Set<String> all, Set<String> some) {
    var left = new HashSet<>(all);
    left.removeAll(some);
    return left;
  }

  private static String json(Collection<String> names) {
    return new JsonArray(List.copyOf(names)).encode();
  }
}
