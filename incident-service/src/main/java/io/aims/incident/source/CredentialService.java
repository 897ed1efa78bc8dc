package io.aims.incident.source;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.vault.SealedSecret;
import io.aims.incident.vault.SecretBox;
import io.aims.platform.event.Cause;
import io.aims.platform.event.EventLog;
import io.aims.platform.identity.Caller;
import io.aims.platform.tenancy.Transactions;
import io.aims.platform.time.Ids;
import io.aims.platform.web.Page;
import io.aims.platform.web.PageRequest;
import io.smallrye.mutiny.Uni;

/** What people do with the credentials of hook sources; a secret leaves this class once, in the answer to its issue. */
@ApplicationScoped
class CredentialService {
  private final Transactions transactions;
  private final HookSources sources;
  private final HookCredentials credentials;
  private final SourceDirectory directory;
  private final SecretBox box;
  private final EventLog eventLog;
  private final Ids ids;
  private final Clock clock;

  CredentialService(Transactions transactions, HookSources sources, HookCredentials credentials,
      SourceDirectory directory, SecretBox box, EventLog eventLog, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.sources = sources;
    this.credentials = credentials;
    this.directory = directory;
    this.box = box;
    this.eventLog = eventLog;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<CredentialView.Issued> issue(Caller caller, UUID sourceId, IssueCredential request) {
    return transactions.in(caller.tenant(), () -> sources.hold(sourceId)
        .chain(source -> credentials.live(sourceId).chain(live -> {
          var id = ids.next();
          var event = source.issue(id, live.size());
          var material = CredentialPolicy.material(source.authentication(), request);
          var credential = new HookCredential(id, source, material.facts(), sealed(id, material.secret()),
              clock.instant());
          return credentials.persist(credential)
              .chain(() -> eventLog.record(source, event, Cause.of(caller, request.reason())))
              .replaceWith(() -> CredentialView.Issued.of(credential, material.ours() ? material.secret() : null));
        })))
        .invoke(issued -> directory.forget(sourceId));
  }

  Uni<CredentialView> retire(Caller caller, UUID sourceId, UUID id, String reason) {
    return transactions.in(caller.tenant(), () -> sources.hold(sourceId)
        .chain(source -> credentials.get(sourceId, id)
            .chain(credential -> eventLog
                .record(source, source.retire(credential, clock.instant()), Cause.of(caller, reason))
                .replaceWith(() -> CredentialView.of(credential)))))
        .invoke(retired -> directory.forget(sourceId));
  }

  Uni<Page<CredentialView>> list(Caller caller, UUID sourceId, PageRequest page) {
    return transactions.in(caller.tenant(),
        () -> sources.get(sourceId).chain(source -> credentials.list(sourceId, page)));
  }

  private @Nullable SealedSecret sealed(UUID id, @Nullable String secret) {
    return secret == null ? null : box.seal(secret, id.toString());
  }
}
