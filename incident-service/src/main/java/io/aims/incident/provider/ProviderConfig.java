package io.aims.incident.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the clouds publish what their senders are verified with; closed networks name mirrors of their own. */
@ConfigMapping(prefix = "aims.providers")
public interface ProviderConfig {
  /** Takes the place of scheme and host of the addresses of SNS, after they were found fit to be fetched. */
  Optional<URI> snsMirror();

  /** The keys of Google's tokens. */
  @WithDefault("https://www.googleapis.com/oauth2/v3/certs")
  URI googleKeys();

  /** The keys of Microsoft Entra ID; {@code @tenant@} stands for the directory's id. */
  @WithDefault("https://login.microsoftonline.com/@tenant@/discovery/v2.0/keys")
  String entraKeys();

  /** The issuer of Entra's tokens of version 2. */
  @WithDefault("https://login.microsoftonline.com/@tenant@/v2.0")
  String entraIssuer();

  /** The client that delivers for Event Grid, the same in all directories. */
  @WithDefault("4962773b-9cdb-44cf-a8bf-237846a00ab7")
  String eventGridClient();

  /** How long anything may take to be fetched. */
  @WithDefault("3s")
  Duration patience();
}
