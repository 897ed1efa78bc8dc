package io.aims.platform.web;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/**
 * The list of an aggregate: its projections, newest first by UUIDv7 id, narrowed by typed columns, cut into pages.
 *
 * <p>Attribute names come from the repository, values are bound as parameters; a null value narrows nothing.
 */
public final class NewestFirst<V> {
  private final PanacheRepositoryBase<?, UUID> all;
  private final Class<V> view;
  private final StringBuilder where = new StringBuilder("id < :before");
  private final Map<String, Object> values = new HashMap<>();

  private NewestFirst(PanacheRepositoryBase<?, UUID> all, Class<V> view) {
    this.all = all;
    this.view = view;
  }

  /** Lists {@code all} as {@code view}, a record whose components are named like the attributes that it shows. */
  public static <V> NewestFirst<V> of(PanacheRepositoryBase<?, UUID> all, Class<V> view) {
    return new NewestFirst<>(all, view);
  }

  /** Only those whose {@code attribute} equals {@code value}. */
  public NewestFirst<V> where(String attribute, @Nullable Object value) {
    if (value != null) {
      where.append(" and ").append(attribute).append(" = :").append(attribute);
      values.put(attribute, value);
    }
    return this;
  }

  /** Only those that have an {@code attribute}, or only those that have none. */
  public NewestFirst<V> having(String attribute, @Nullable Boolean present) {
    if (present != null) {
      where.append(" and ").append(attribute).append(present ? " is not null" : " is null");
    }
    return this;
  }

  /** Only those for which {@code condition}, a text of the repository's own, is true, or only those for which it is not. */
  public NewestFirst<V> when(String condition, @Nullable Boolean so) {
    if (so != null) {
      where.append(so ? " and (" : " and not (").append(condition).append(")");
    }
    return this;
  }

  /** The same for a condition that takes these parameters. */
  public NewestFirst<V> when(String condition, @Nullable Boolean so, Map<String, Object> parameters) {
    if (so != null) {
      values.putAll(parameters);
    }
    return when(condition, so);
  }

  /**
   * Only those for which {@code condition}, a text of the repository's own, is true with these parameters; null narrows
   * nothing.
   */
  public NewestFirst<V> that(String condition, @Nullable Map<String, Object> parameters) {
    if (parameters != null) {
      where.append(" and (").append(condition).append(")");
      values.putAll(parameters);
    }
    return this;
  }

  /** The page that was asked for; {@code id} is the projection's id. Inside a transaction, like every query. */
  public Uni<Page<V>> page(PageRequest request, Function<V, Object> id) {
    values.put("before", request.beforeId());
    return all.find(where + " order by id desc", values)
        .project(view)
        .range(0, Page.fetch(request) - 1)
        .list()
        .map(found -> Page.cut(found, request, id));
  }
}
