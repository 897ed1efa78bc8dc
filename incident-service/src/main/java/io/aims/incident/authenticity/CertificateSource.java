package io.aims.incident.authenticity;

import java.io.IOException;
import java.net.URI;

/** Fetches what lies at an address that was found fit to be fetched; without following anywhere else. */
@FunctionalInterface
public interface CertificateSource {
  byte[] fetch(URI address) throws IOException;
}
