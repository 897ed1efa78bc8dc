package io.aims.audit.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.audit.note.Checkpoint;
import io.aims.platform.note.KeyFolder;
import io.aims.platform.note.NoteSigner;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** The signer of each organisation's ledger, from the installation's one key on disk; without a key the service does not start. */
@Startup
@ApplicationScoped
public class LedgerKeys {
  private final Map<UUID, NoteSigner> signers = new ConcurrentHashMap<>();
  private final KeyFolder folder;
  private final Vertx vertx;

  LedgerKeys(PublicationConfig config, Vertx vertx) {
    this.vertx = vertx;
    try {
      this.folder = KeyFolder.open(config.dir(), "ledger");
    } catch (IOException e) {
      throw new UncheckedIOException("The ledger's key can't be opened in " + config.dir(), e);
    }
  }

  /** Reads and, for a new organisation, writes a file once; blocks then. */
  NoteSigner signerNow(UUID tenant) {
    return signers.computeIfAbsent(tenant, id -> {
      try {
        return folder.signer(Checkpoint.origin(id));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** The signer of the organisation's ledger; its verifier key is published in {@code ledger.vkey} by then. */
  public Uni<NoteSigner> signer(UUID tenant) {
    var known = signers.get(tenant);
    return known != null
        ? Uni.createFrom().item(known)
        : Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> signerNow(tenant)).toCompletionStage());
  }
}
