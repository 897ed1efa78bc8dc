package io.aims.incident.authenticity;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Fetches what lies at an address that was found fit to be fetched: follows nowhere else, and fails in time. */
@FunctionalInterface
public interface CertificateSource {
  CompletionStage<byte[]> fetch(URI address);
}
