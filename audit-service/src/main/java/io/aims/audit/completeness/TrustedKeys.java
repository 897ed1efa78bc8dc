package io.aims.audit.completeness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.aims.platform.note.InvalidNote;
import io.aims.platform.note.KeyFolder;
import io.aims.platform.note.VerifierKey;

/** The verifier keys of the services, which come from outside of what is verified: an operator's folder. */
@ApplicationScoped
class TrustedKeys {
  private static final Logger LOG = Logger.getLogger(TrustedKeys.class);
  private static final String SUFFIX = ".vkey";
  private final Path folder;
  private volatile Map<String, List<VerifierKey>> known = Map.of();

  TrustedKeys(CompletenessConfig config) {
    this.folder = config.trusted();
  }

  /** The keys of one service, as last read; none when the folder has none, so that its claims count for nothing. */
  List<VerifierKey> of(String service) {
    return known.getOrDefault(service, List.of());
  }

  /** Reads the folder. Blocking. */
  void read() {
    var found = new HashMap<String, List<VerifierKey>>();
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        found.put(name.substring(0, name.length() - SUFFIX.length()), KeyFolder.read(file));
      }
      known = Map.copyOf(found);
    } catch (NoSuchFileException e) {
      known = Map.of();
    } catch (IOException | InvalidNote e) {
      LOG.warnf("The verifier keys in %s can't be read, those read before stay: %s", folder, e.getMessage());
    }
  }
}
