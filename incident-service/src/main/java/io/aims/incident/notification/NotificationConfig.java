package io.aims.incident.notification;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the mails that tell people. */
@ConfigMapping(prefix = "aims.mail")
interface NotificationConfig {
  /** The mail server; without one nobody is told by mail. */
  Optional<String> host();

  int port();

  /** Whether the connection begins with TLS, as on port 465. */
  boolean tls();

  /** {@code REQUIRED} where mail must not leave in the clear. */
  String startTls();

  Optional<String> username();

  Optional<String> password();

  /** The sender of all mails. */
  @WithDefault("aims@localhost")
  String from();

  /** What links in mails begin with: the portal, or the gateway where there is none. */
  @WithDefault("http://127.0.0.1:8080")
  URI portal();

  /** How often to look for somebody to tell. */
  @WithDefault("2s")
  Duration poll();

  /** How long the mail server may take for one mail. */
  @WithDefault("1m")
  Duration patience();

  /** How long what it did not answer in time is left alone: it may have been taken. */
  @WithDefault("5m")
  Duration pauseAfterTimeout();

  /** After how long others are told as well, while it is still being tried. */
  @WithDefault("10m")
  Duration othersAfter();

  /** How long a first try that has failed is waited after; twice as long after each further one, up to a minute. */
  @WithDefault("5s")
  Duration backoff();

  /** After how long it is not tried any more. */
  @WithDefault("24h")
  Duration giveUpAfter();

  /** How long one person is left alone between two mails: what comes meanwhile is in the next one. */
  @WithDefault("1m")
  Duration quiet();
}
