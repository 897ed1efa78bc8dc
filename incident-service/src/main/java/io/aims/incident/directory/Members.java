package io.aims.incident.directory;

import java.util.UUID;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;

/** The members of organisations in Keycloak's administration API. */
@Path("/organizations")
@RegisterRestClient(configKey = "directory")
@OidcClientFilter
interface Members {

  @GET
  @Path("/{organisation}/members/{person}")
  Uni<Member> member(@PathParam("organisation") UUID organisation, @PathParam("person") UUID person);

  /** Answers 404 when there is no such organisation, or no such realm. */
  @GET
  @Path("/{organisation}")
  Uni<Organisation> organisation(@PathParam("organisation") UUID organisation);

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Organisation(UUID id) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Member(boolean enabled, @Nullable String username, @Nullable String firstName, @Nullable String lastName,
      @Nullable String email, boolean emailVerified) {}
}
