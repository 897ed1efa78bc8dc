package io.aims.platform.inbox;

import java.util.UUID;

import io.smallrye.mutiny.Uni;

/**
 * A feed that keeps a read model: rows of its own, made of nothing but the events of one aggregate each. So they can be made
 * anew from these events at any time.
 */
public interface Projection extends Feed {
  /** Removes what the events of {@code aggregate} have left in the read model. */
  Uni<Void> forget(UUID tenant, UUID aggregate);

  /** What {@code event} does to the read model, and nothing else; all events of the aggregate follow each other from the first one on. */
  default Uni<Void> retrace(ReceivedEvent event) {
    return apply(event);
  }
}
