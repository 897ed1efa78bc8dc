package io.aims.incident.provider;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.aims.incident.authenticity.EventGridAccess;
import io.aims.incident.authenticity.VerifiedTokens;

/** The identity providers of clouds, each with its published keys; of directories, those that were of use last. */
@ApplicationScoped
public class Tokens {
  private static final String TENANT = "@tenant@";
  private static final int DIRECTORIES = 256;
  private final ProviderConfig config;
  private final Fetcher fetcher;
  private final VerifiedTokens google;
  private final Map<String, VerifiedTokens> entra = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, VerifiedTokens> eldest) {
      return size() > DIRECTORIES;
    }
  };

  Tokens(ProviderConfig config) {
    this.config = config;
    this.fetcher = new Fetcher(config.patience());
    this.google = new PublishedKeys(config.googleKeys(), fetcher::get);
  }

  public VerifiedTokens google() {
    return google;
  }

  /** What tokens of Event Grid have to say for a directory and an application registered there. */
  public EventGridAccess.Entra eventGrid(String directory, String audience) {
    return new EventGridAccess.Entra(entra(directory), config.entraIssuer().replace(TENANT, directory), audience,
        config.eventGridClient());
  }

  private VerifiedTokens entra(String directory) {
    synchronized (entra) {
      return entra.computeIfAbsent(directory,
          id -> new PublishedKeys(URI.create(config.entraKeys().replace(TENANT, id)), fetcher::get));
    }
  }
}
