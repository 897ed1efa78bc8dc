package io.aims.audit.trace;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.audit.ledger.Ledger;
import io.aims.audit.ledger.Scope;
import io.smallrye.mutiny.Uni;

/** Reads the traces of an organisation from its ledger. */
@ApplicationScoped
public class Traces {
  private static final int MOST = 1000;
  /** Later events that can give an aggregate another name. */
  private static final List<String> RENAMING = List.of("aims.inventory.ai-system.changed.v1");
  private final Ledger ledger;

  Traces(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The trace of a case among the first {@code size} entries of the ledger; null when there is no such case. */
  public Uni<@Nullable Trace> of(UUID tenant, UUID caseId, long size) {
    return ledger.recorded(tenant, new Scope(caseId, size), -1, MOST + 1).chain(recorded -> {
      if (recorded.isEmpty()) {
        return Uni.createFrom().nullItem();
      }
      var graph = new TraceGraph();
      recorded.stream().limit(MOST).forEach(graph::add);
      return ledger.naming(tenant, graph.strangers(), RENAMING, size).map(strangers -> {
        strangers.forEach(graph::addStranger);
        return graph.trace(caseId, recorded.size() <= MOST);
      });
    });
  }
}
