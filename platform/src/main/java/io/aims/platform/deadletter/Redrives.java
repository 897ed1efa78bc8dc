package io.aims.platform.deadletter;

import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import io.aims.platform.identity.Caller;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.inbox.Inbox;
import io.aims.platform.refusal.Refusal;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.web.Answers;
import io.aims.platform.web.Idempotent;
import io.smallrye.mutiny.Uni;

/**
 * Another try of a dead letter: its effect, the note who wanted it and the answer commit together. When it fails, all of
 * that is undone; who called notes the failure afterwards.
 */
@ApplicationScoped
class Redrives {
  private final Transactions transactions;
  private final DeadLetters letters;
  private final Inbox inbox;
  private final CurrentCaller current;

  Redrives(Transactions transactions, DeadLetters letters, Inbox inbox, CurrentCaller current) {
    this.transactions = transactions;
    this.letters = letters;
    this.inbox = inbox;
    this.current = current;
  }

  /** Answers with the dead letter, redriven; fails as {@link Refusal.FailedAgain} with the new cause. */
  @Idempotent
  Uni<Response> redrive(UUID id, DeadLetterResource.Redrive request) {
    var caller = current.get().person();
    return transactions.in(caller.tenant(), () -> letters.find(caller.tenant(), id)
        .map(found -> Refusal.orNotFound(found, "dead letter").open("redrive"))
        .chain(letter -> inbox.redrive(letter.view().feed(), letter.body(), letter.streamSeq(), letter.epoch()))
        .chain(() -> note(caller, id, request.reason()))
        .chain(() -> letters.find(caller.tenant(), id))
        .map(redriven -> Answers.ok(redriven.view(), redriven.view().revision())));
  }

  /** Its own transaction, after that of the try was undone. */
  Uni<Void> failedAgain(UUID id, String cause) {
    var tenant = current.get().tenant();
    return transactions.in(tenant, () -> letters.failedAgain(tenant, id, cause));
  }

  private Uni<Void> note(Caller caller, UUID id, String reason) {
    return letters.redriven(caller.tenant(), id, caller.subject(), reason).map(first -> {
      if (!first) {
        throw new Refusal.NotAllowedNow("redrive", DeadLetterView.State.REDRIVEN.name(), Set.of());
      }
      return null;
    });
  }
}
