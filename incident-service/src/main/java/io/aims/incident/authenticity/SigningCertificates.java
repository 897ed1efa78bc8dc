package io.aims.incident.authenticity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Keeps signing certificates by address for a while. Its {@link CertificateSource} may wait for the network: not for an
 * event loop. What can't be had is not asked for again for a minute, so that forged messages make no traffic.
 */
public final class SigningCertificates {
  private static final int KEPT = 64;
  private static final Duration FOR = Duration.ofHours(24);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private final CertificateSource source;
  private final Map<URI, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<URI, Answer> eldest) {
      return size() > KEPT;
    }
  };

  public SigningCertificates(CertificateSource source) {
    this.source = source;
  }

  /** What the source gave, and how long that counts. */
  private record Answer(@Nullable X509Certificate certificate, Instant until) {}

  /** Null when there is none to be had. */
  @Nullable
  X509Certificate at(URI address, Instant now) {
    var known = known(address);
    if (known != null && now.isBefore(known.until())) {
      return known.certificate();
    }
    var certificate = fetch(address);
    keep(address, new Answer(certificate, now.plus(certificate == null ? PAUSE : FOR)));
    return certificate;
  }

  private synchronized @Nullable Answer known(URI address) {
    return answers.get(address);
  }

  private synchronized void keep(URI address, Answer answer) {
    answers.put(address, answer);
  }

  private @Nullable X509Certificate fetch(URI address) {
    try {
      var pem = new ByteArrayInputStream(source.fetch(address));
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    } catch (IOException | CertificateException e) {
      return null;
    }
  }
}
