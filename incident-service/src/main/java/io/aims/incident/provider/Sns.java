package io.aims.incident.provider;

import java.net.URI;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.aims.incident.authenticity.SigningCertificates;

/** Amazon SNS as far as it is asked for anything: signing certificates, and the confirmation of a subscription. */
@ApplicationScoped
public class Sns {
  private final Fetcher fetcher;
  private final @Nullable URI mirror;
  private final SigningCertificates certificates;

  Sns(ProviderConfig config) {
    this.fetcher = new Fetcher(config.patience());
    this.mirror = config.snsMirror().orElse(null);
    this.certificates = new SigningCertificates(this::fetch);
  }

  public SigningCertificates certificates() {
    return certificates;
  }

  /** Confirms the subscription whose address has been verified. */
  public CompletionStage<?> confirm(URI address) {
    return fetch(address);
  }

  private CompletionStage<byte[]> fetch(URI address) {
    if (mirror == null) {
      return fetcher.get(address);
    }
    var query = address.getRawQuery();
    return fetcher.get(mirror.resolve(address.getRawPath() + (query == null ? "" : "?" + query)));
  }
}
