package io.aims.incident.source;

import java.net.URI;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The addresses that senders know us by. */
@ConfigMapping(prefix = "aims.setup")
interface SetupConfig {
  /** Where the gateway is reached from outside. */
  @WithDefault("http://127.0.0.1:8080")
  URI gateway();

  /** Where machine clients get their access tokens. */
  @WithDefault("${aims.oidc.url}/protocol/openid-connect/token")
  URI tokens();
}
