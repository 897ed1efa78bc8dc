package io.aims.gateway.identity;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long and how many verified tokens are remembered. */
@ConfigMapping(prefix = "aims.gateway.tokens")
interface TokenConfig {

  /** At most so many; 0 verifies every token anew. */
  @WithDefault("10000")
  long remembered();

  /** At most so long, and never past the expiry; a key that the realm withdrew is trusted for so long at most. */
  @WithDefault("60S")
  Duration rememberedFor();
}
