package io.aims.platform.inbox;

import java.util.List;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A projection whose aggregates can be made anew while it serves: the events of one that is being made anew are collected as
 * they come again, and when the last one is there its rows are replaced in the transaction of that event. Until then readers
 * see the old rows.
 */
final class RebuiltFeed implements Feed {
  private final Projection projection;
  private final RebuildEvents events;

  RebuiltFeed(Projection projection, RebuildEvents events) {
    this.projection = projection;
    this.events = events;
  }

  @Override
  public String name() {
    return projection.name();
  }

  @Override
  public String source() {
    return projection.source();
  }

  @Override
  public Uni<Void> apply(ReceivedEvent event) {
    return projection.apply(event).chain(() -> events.collect(name(), event)).replaceWithVoid();
  }

  @Override
  public Uni<Void> again(ReceivedEvent event) {
    return projection.again(event)
        .chain(() -> events.collect(name(), event))
        .chain(collected -> collected
            ? events.complete(name(), event)
            : Uni.createFrom().<List<ReceivedEvent>>item(List.of()))
        .chain(all -> all.isEmpty() ? Uni.createFrom().voidItem() : makeAnew(event, all));
  }

  private Uni<Void> makeAnew(ReceivedEvent last, List<ReceivedEvent> all) {
    return projection.forget(last.tenant(), last.aggregateId())
        .chain(() -> Multi.createFrom()
            .iterable(all)
            .onItem()
            .transformToUniAndConcatenate(projection::retrace)
            .onItem()
            .ignoreAsUni())
        .chain(() -> events.madeAnew(name(), last));
  }
}
