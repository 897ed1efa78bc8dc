package io.aims.platform.stream;

import java.nio.file.Path;

import io.smallrye.config.ConfigMapping;

/** Settings of the streams. */
@ConfigMapping(prefix = "aims.stream")
public interface StreamConfig {
  /**
   * Folder of the key that signs the heads of the streams, {@code SERVICE.key}, with its verifier key beside it in {@code
   * SERVICE.vkey}. It has to outlive the database and is created when missing.
   */
  Path keys();
}
