package io.aims.incident.due;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** Rows that were due and could not have their effect; they are still due. */
public final class DueFault extends RuntimeException {
  private final List<UUID> rows;

  private DueFault(List<UUID> rows, Throwable cause) {
    super(null, cause, false, false);
    this.rows = rows;
  }

  /** Does {@code work} on {@code rows}; what goes wrong in it is their fault. */
  public static <T> Uni<T> of(List<UUID> rows, Supplier<Uni<? extends T>> work) {
    return Uni.createFrom()
        .deferred(work)
        .onFailure(fault -> !(fault instanceof DueFault))
        .transform(cause -> new DueFault(rows, cause));
  }

  /** Does {@code work} on one after the other; what goes wrong is the fault of that one. Answers how many there were. */
  public static <T> Uni<Integer> each(List<T> due, Function<T, UUID> row, Function<T, Uni<Void>> work) {
    var chain = Uni.createFrom().voidItem();
    for (var one : due) {
      chain = chain.chain(() -> of(List.of(row.apply(one)), () -> work.apply(one)));
    }
    return chain.replaceWith(due.size());
  }

  UUID first() {
    return rows.getFirst();
  }
}
