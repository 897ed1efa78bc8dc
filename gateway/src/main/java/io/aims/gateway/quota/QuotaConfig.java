package io.aims.gateway.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many requests a client may make, over all replicas of the gateway. */
@ConfigMapping(prefix = "aims.gateway.quota")
interface QuotaConfig {

  /**
   * Requests per second of one client of one organisation, and deliveries of one sender at one hook source, on average.
   */
  @WithDefault("2000")
  int perSecond();

  /** Requests at once, after a pause. */
  @WithDefault("4000")
  int burst();

  /** Deliveries per second of one sender at all hook sources together, real ones or not, on average. */
  @WithDefault("8000")
  int hooksPerSecond();

  /** Deliveries at once, after a pause. */
  @WithDefault("16000")
  int hooksBurst();

  /** Concerns without a name per minute and organisation, on average, and at once after a pause. */
  @WithDefault("30")
  int concernsPerMinute();

  /** Follow-ups of concerns without a name per minute, of everybody together. */
  @WithDefault("600")
  int followUpsPerMinute();

  /** Concerns and follow-ups without a name per minute and address, at each replica. */
  @WithDefault("30")
  int anonymousPerMinute();

  /** Replicas of the gateway, which share a client's requests about evenly. */
  @WithDefault("1")
  int replicas();
}
