package io.aims.audit.completeness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.aims.platform.note.KeyFolder;
import io.aims.platform.note.VerifierKey;

/** The verifier keys of the services, which come from outside of what is verified: an operator's folder. Blocking. */
@ApplicationScoped
class TrustedKeys {
  private static final Logger LOG = Logger.getLogger(TrustedKeys.class);
  private final Path folder;

  TrustedKeys(CompletenessConfig config) {
    this.folder = config.trusted();
  }

  /** The keys of one service; none when the folder has none, so that its claims count for nothing. */
  List<VerifierKey> of(String service) {
    var file = folder.resolve(service + ".vkey");
    try {
      return service.matches("[a-z-]{1,40}") && Files.exists(file) ? KeyFolder.read(file) : List.of();
    } catch (IOException e) {
      LOG.warnf("The verifier keys of %s can't be read: %s", service, e.getMessage());
      return List.of();
    }
  }
}
