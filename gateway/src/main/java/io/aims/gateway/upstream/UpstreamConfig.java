package io.aims.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.aims.gateway.routing.Service;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the services are, and how long to wait for them. */
@ConfigMapping(prefix = "aims.gateway.upstream")
interface UpstreamConfig {

  /** Scheme, host and port of each service. */
  Map<Service, URI> url();

  /** Until a connection stands, including the wait for a free one. */
  @WithDefault("2S")
  Duration connectTimeout();

  /** Without a byte from the service, before its answer and within it. */
  @WithDefault("30S")
  Duration readTimeout();

  /** Connections to each service. */
  @WithDefault("256")
  int connections();
}
