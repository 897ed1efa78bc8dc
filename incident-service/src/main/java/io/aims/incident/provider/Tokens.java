package io.aims.incident.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.authenticity.EventGridAccess;
import io.aims.incident.authenticity.VerifiedTokens;

/** The identity providers of clouds, each with its published keys. */
@ApplicationScoped
public class Tokens {
  private static final String TENANT = "@tenant@";
  private final ProviderConfig config;
  private final VerifiedTokens google;
  private final Map<String, VerifiedTokens> entra = new ConcurrentHashMap<>();

  Tokens(ProviderConfig config) {
    this.config = config;
    this.google = new PublishedKeys(config.googleKeys().toString(), config.patience());
  }

  public VerifiedTokens google() {
    return google;
  }

  /** What tokens of Event Grid have to say for a directory and an application registered there. */
  public EventGridAccess.Entra eventGrid(String directory, String audience) {
    var tokens = entra.computeIfAbsent(directory,
        id -> new PublishedKeys(config.entraKeys().replace(TENANT, id), config.patience()));
    return new EventGridAccess.Entra(tokens, config.entraIssuer().replace(TENANT, directory), audience,
        config.eventGridClient());
  }
}
