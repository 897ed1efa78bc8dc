package io.aims.platform.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/**
 * The list of an aggregate in the order in which it is due: its projections by {@code dueAt} and id, narrowed by typed
 * columns, cut into pages. What is due at no time is not in it.
 *
 * <p>Conditions come from the repository, values are bound as parameters; a null value narrows nothing.
 */
public final class DueFirst<V> {
  private final PanacheRepositoryBase<?, UUID> all;
  private final Class<V> view;
  private final StringBuilder where = new StringBuilder("dueAt >= :due and (dueAt > :due or id > :after)");
  private final Map<String, Object> values = new HashMap<>();

  private DueFirst(PanacheRepositoryBase<?, UUID> all, Class<V> view) {
    this.all = all;
    this.view = view;
  }

  /** Lists {@code all}, which have a {@code dueAt}, as {@code view}, a record whose components are named like the attributes that it shows. */
  public static <V> DueFirst<V> of(PanacheRepositoryBase<?, UUID> all, Class<V> view) {
    return new DueFirst<>(all, view);
  }

  /** Only those whose {@code attribute} equals {@code value}. */
  public DueFirst<V> where(String attribute, @Nullable Object value) {
    return that(attribute + " = :" + attribute, attribute, value);
  }

  /** Only those that are due before {@code time}. */
  public DueFirst<V> before(@Nullable Instant time) {
    return that("dueAt < :before", "before", time);
  }

  /** Only those for which {@code condition}, which names {@code parameter}, is true with {@code value}. */
  public DueFirst<V> that(String condition, String parameter, @Nullable Object value) {
    if (value != null) {
      where.append(" and (").append(condition).append(")");
      values.put(parameter, value);
    }
    return this;
  }

  /** The page that was asked for. Inside a transaction, like every query. */
  public Uni<Page<V>> page(PageRequest request, Function<V, Instant> dueAt, Function<V, UUID> id) {
    var after = request.after(Place.FIRST.toString(), Place::parse);
    values.put("due", after.due());
    values.put("after", after.id());
    return all.find(where + " order by dueAt, id", values)
        .project(view)
        .range(0, Page.fetch(request) - 1)
        .list()
        .map(found -> Page.cut(found, request, last -> new Place(dueAt.apply(last), id.apply(last))));
  }

  /** Where a page ends. */
  private record Place(Instant due, UUID id) {
    static final Place FIRST = new Place(Instant.EPOCH, new UUID(0, 0));

    static Place parse(String text) {
      var parts = text.split("/", 2);
      return new Place(UtcTime.parse(parts[0]), UUID.fromString(parts[1]));
    }

    @Override
    public String toString() {
      return due + "/" + id;
    }
  }
}
