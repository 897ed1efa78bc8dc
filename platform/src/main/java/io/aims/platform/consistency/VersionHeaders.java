package io.aims.platform.consistency;

import java.time.Duration;
import java.util.List;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

import io.aims.platform.event.SeenVersions;
import io.aims.platform.identity.CurrentCaller;
import io.aims.platform.inbox.Arrivals;
import io.aims.platform.refusal.Refusal;
import io.smallrye.mutiny.Uni;

/**
 * Holds a request back until this service has taken in what its sender has seen at others, and says in the answer which
 * versions it shows. What this service owns itself needs no waiting: it is in the one database that every replica reads.
 */
class VersionHeaders {
  private final CurrentCaller current;
  private final Arrivals arrivals;
  private final ConsistencyConfig config;
  private final String service;

  VersionHeaders(CurrentCaller current, Arrivals arrivals, ConsistencyConfig config,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.current = current;
    this.arrivals = arrivals;
    this.config = config;
    this.service = service;
  }

  @ServerRequestFilter(nonBlocking = true)
  @Nullable
  Uni<Void> await(ContainerRequestContext request) {
    var after = request.getHeaderString(VersionToken.AFTER);
    return after == null ? null : arrived(VersionToken.read(after));
  }

  /** Only to callers who say who they are: whoever comes in by an open door learns no ids. */
  @ServerResponseFilter
  void show(ContainerRequestContext request, ContainerResponseContext answer) {
    if (request.getHeaderString(HttpHeaders.AUTHORIZATION) == null) {
      return;
    }
    var shown = SeenVersions.text(service);
    if (answer.getStatus() < 400 && !shown.isEmpty() && !answer.getHeaders().containsKey(VersionToken.SHOWN)) {
      answer.getHeaders().putSingle(VersionToken.SHOWN, shown);
    }
  }

  /** Its own versions are dropped, also where a service listens to its own events. */
  private Uni<Void> arrived(List<VersionToken> tokens) {
    var awaited = tokens.stream()
        .filter(token -> !token.service().equals(service))
        .map(token -> new Arrivals.Awaited(token.service(), token.aggregateId(), token.version()))
        .toList();
    return arrivals.late(current.get().tenant(), awaited, System.nanoTime() + config.patience().toNanos())
        .invoke(late -> late.ifPresent(VersionHeaders::refuse))
        .replaceWithVoid();
  }

  private static void refuse(Arrivals.Awaited late) {
    throw new Refusal.NotReady("Version %d of %s has not arrived here from %s yet.".formatted(late.version(),
        late.aggregateId(), late.service()), Duration.ofSeconds(1));
  }
}
