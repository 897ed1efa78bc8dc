package io.aims.platform.web;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.aims.platform.refusal.Refusal;

/** Refuses a query with a character that can't be kept, as bodies are refused: no parameter of it can mean anything here. */
class CleanQueries {

  @ServerRequestFilter(nonBlocking = true)
  void check(ContainerRequestContext request) {
    request.getUriInfo().getQueryParameters().forEach((name, values) -> {
      if (!values.stream().allMatch(Texts::clean)) {
        throw new Refusal.Malformed("A query parameter has a character that can't be kept.");
      }
    });
  }
}
