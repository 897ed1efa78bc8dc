package io.aims.incident.authenticity;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Keeps signing certificates by address. After a day one is fetched anew, and counts on meanwhile, as it does when its
 * source is away, for as long as it is valid by its own dates.
 *
 * <p>Addresses that are not known may be anybody's invention: for those, an organisation may ask each host once in five
 * seconds, so that forged messages make little traffic and stand in nobody else's way. Only certificates take a place
 * here, never failures.
 */
public final class SigningCertificates {
  private static final int KEPT = 64;
  private static final Duration FOR = Duration.ofHours(24);
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private final CertificateSource source;
  private final Map<Asker, Instant> asked = new HashMap<>();
  private final Map<URI, CompletableFuture<@Nullable Void>> underWay = new HashMap<>();
  private final Map<URI, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<URI, Kept> eldest) {
      return size() > KEPT;
    }
  };

  public SigningCertificates(CertificateSource source) {
    this.source = source;
  }

  private record Kept(X509Certificate certificate, Instant until) {}

  private record Asker(UUID tenant, String host) {}

  /** What is known of an address. */
  sealed interface Lookup {
    record Found(X509Certificate certificate) implements Lookup {}

    /** @param fetch never fails; then it is to be looked up again */
    record Awaited(Supplier<? extends CompletionStage<?>> fetch) implements Lookup {}

    record Unavailable() implements Lookup {}
  }

  /** Waits for nothing. */
  Lookup at(URI address, UUID tenant, Instant now) {
    var known = known(address);
    if (known == null || !now.isBefore(known.until()) && !valid(known.certificate(), now)) {
      return missing(address, new Asker(tenant, address.getHost()), now);
    }
    if (!now.isBefore(known.until())) {
      refresh(address, known, now);
    }
    return new Lookup.Found(known.certificate());
  }

  private synchronized @Nullable Kept known(URI address) {
    return kept.get(address);
  }

  private static boolean valid(X509Certificate certificate, Instant now) {
    return now.isBefore(certificate.getNotAfter().toInstant());
  }

  private synchronized Lookup missing(URI address, Asker asker, Instant now) {
    return underWay.containsKey(address) || rested(asker, now)
        ? new Lookup.Awaited(() -> ask(address, asker, now))
        : new Lookup.Unavailable();
  }

  private boolean rested(Asker asker, Instant now) {
    var last = asked.get(asker);
    return last == null || !now.isBefore(last.plus(PAUSE));
  }

  private CompletionStage<@Nullable Void> ask(URI address, Asker asker, Instant now) {
    synchronized (this) {
      if (!underWay.containsKey(address)) {
        if (!rested(asker, now)) {
          return CompletableFuture.completedFuture(null);
        }
        asked.values().removeIf(last -> !now.isBefore(last.plus(PAUSE)));
        asked.put(asker, now);
      }
    }
    return fetch(address, now);
  }

  /** When it fails, the next try is in a minute. */
  private void refresh(URI address, Kept known, Instant now) {
    synchronized (this) {
      kept.put(address, new Kept(known.certificate(), now.plus(AGAIN)));
    }
    fetch(address, now);
  }

  /** However many ask at once, an address is asked once. */
  private CompletionStage<@Nullable Void> fetch(URI address, Instant now) {
    var done = new CompletableFuture<@Nullable Void>();
    synchronized (this) {
      var earlier = underWay.putIfAbsent(address, done);
      if (earlier != null) {
        return earlier;
      }
    }
    CompletableFuture.completedFuture(address)
        .thenCompose(source::fetch)
        .thenApply(SigningCertificates::read)
        .whenComplete((certificate, fault) -> {
          settle(address, certificate, now);
          done.complete(null);
        });
    return done;
  }

  private synchronized void settle(URI address, @Nullable X509Certificate certificate, Instant now) {
    underWay.remove(address);
    if (certificate != null) {
      kept.put(address, new Kept(certificate, now.plus(FOR)));
    }
  }

  private static X509Certificate read(byte[] pem) {
    try {
      return (X509Certificate) CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(pem));
    } catch (CertificateException e) {
      throw new CompletionException(e);
    }
  }
}
