package io.aims.incident.concern;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.platform.event.History;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** Shows handlers their concerns, and keeps who has read what. */
@ApplicationScoped
class ConcernReading {
  private final Transactions transactions;
  private final Concerns concerns;
  private final Messages messages;
  private final Exclusions exclusions;
  private final Reads reads;
  private final History history;
  private final Clock clock;

  ConcernReading(Transactions transactions, Concerns concerns, Messages messages, Exclusions exclusions, Reads reads,
      History history, Clock clock) {
    this.transactions = transactions;
    this.concerns = concerns;
    this.messages = messages;
    this.exclusions = exclusions;
    this.reads = reads;
    this.history = history;
    this.clock = clock;
  }

  Uni<Page<ConcernView.Summary>> list(Caller person, @Nullable ConcernState state, PageRequest page) {
    return transactions.in(person.tenant(),
        () -> concerns.list(person.personId(), person.tenant(), state, page, clock.instant()));
  }

  Uni<ConcernView> read(Caller person, UUID id) {
    return transactions.in(person.tenant(), () -> noted(person, id, "concern"))
        .map(concern -> ConcernView.of(concern, clock.instant()));
  }

  Uni<Page<ConcernView.Message>> messages(Caller person, UUID id, PageRequest page) {
    return transactions.in(person.tenant(),
        () -> noted(person, id, "messages").chain(concern -> messages.list(id, page)));
  }

  Uni<Page<History.Entry>> history(Caller person, UUID id, PageRequest page) {
    return transactions.in(person.tenant(), () -> noted(person, id, "history")
        .chain(concern -> history.of(person.tenant(), id, ConcernResource.WHAT, page)));
  }

  Uni<Page<ConcernView.Read>> reads(Caller person, UUID id, PageRequest page) {
    return transactions.in(person.tenant(), () -> noted(person, id, "reads").chain(concern -> reads.list(id, page)));
  }

  Uni<Page<ConcernView.Exclusion>> exclusions(Caller person, UUID id, PageRequest page) {
    return transactions.in(person.tenant(),
        () -> noted(person, id, "exclusions").chain(concern -> exclusions.list(id, page)));
  }

  private Uni<Concern> noted(Caller person, UUID id, String what) {
    return concerns.handledBy(person.personId(), person.tenant(), id)
        .chain(concern -> reads.note(concern, person.personId(), what, clock.instant()));
  }
}
