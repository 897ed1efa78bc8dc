package io.aims.incident.authenticity;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Fetches what lies at an address that was found fit to be fetched; without following anywhere else, and failing in time. */
@FunctionalInterface
public interface CertificateSource {
  CompletionStage<byte[]> fetch(URI address);
}
