package io.aims.platform.deadletter;

import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.smallrye.mutiny.Uni;

/** The end of a dead letter that can never have its effect: a person decides so, and the reason stays with it. */
@ApplicationScoped
class Discards {
  private final Transactions transactions;
  private final DeadLetters letters;
  private final Inbox inbox;
  private final CurrentCaller current;

  Discards(Transactions transactions, DeadLetters letters, Inbox inbox, CurrentCaller current) {
    this.transactions = transactions;
    this.letters = letters;
    this.inbox = inbox;
    this.current = current;
  }

  /** Answers with the dead letter, discarded; refuses while it could still have its effect. */
  @Idempotent
  Uni<Response> discard(UUID id, DeadLetterResource.Discard request) {
    var caller = current.get().person();
    return transactions.in(caller.tenant(), () -> letters.find(caller.tenant(), id)
        .map(found -> Refusal.orNotFound(found, "dead letter").open("discard"))
        .chain(letter -> inbox.requireVoid(letter.view().feed(), letter.body(), letter.streamSeq(), letter.epoch()))
        .chain(() -> letters.discarded(caller.tenant(), id, caller.subject(), request.reason()))
        .invoke(first -> {
          if (!first) {
            throw new Refusal.NotAllowedNow("discard", "CLOSED", Set.of());
          }
        })
        .chain(() -> letters.find(caller.tenant(), id))
        .map(discarded -> Answers.ok(discarded.view(), discarded.view().revision())));
  }
}
