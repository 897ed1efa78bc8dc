package io.aims.incident.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.aims.incident.authenticity.SigningCertificates.Lookup;
import io.aims.incident.authenticity.SigningCertificates.Lookup.Awaited;
import io.aims.incident.authenticity.SigningCertificates.Lookup.Found;
import io.aims.incident.authenticity.SigningCertificates.Lookup.Unavailable;

class SigningCertificatesTest {
  private static final Instant NOW = SnsFixture.NOW;
  private static final UUID ACME = SnsFixture.TENANT;
  private static final UUID GLOBEX = UUID.fromString("0199a0c0-2222-7000-8000-000000000002");
  private static final URI GOOD = at("sns.eu-central-1", "good");
  private final List<URI> fetched = new ArrayList<>();
  private boolean away;
  private final SigningCertificates certificates = new SigningCertificates(address -> {
    fetched.add(address);
    return away || address.getPath().contains("forged")
        ? CompletableFuture.failedFuture(new IOException("not found"))
        : CompletableFuture.completedFuture(SnsFixture.pem("signing.pem"));
  });

  @Test
  void a_certificate_is_fetched_once_a_day() {
    assertThat(look(GOOD, ACME, NOW)).isInstanceOf(Found.class);
    assertThat(look(GOOD, ACME, NOW.plusSeconds(86_399))).isInstanceOf(Found.class);
    assertThat(fetched).hasSize(1);

    assertThat(certificates.at(GOOD, ACME, NOW.plusSeconds(86_400))).isInstanceOf(Found.class);
    assertThat(certificates.at(GOOD, ACME, NOW.plusSeconds(86_401))).isInstanceOf(Found.class);
    assertThat(fetched).hasSize(2);
  }

  @Test
  void while_its_source_is_away_a_valid_one_counts_on_and_is_asked_for_once_a_minute() {
    look(GOOD, ACME, NOW);
    away = true;

    for (var second = 86_400; second < 86_520; second++) {
      assertThat(certificates.at(GOOD, ACME, NOW.plusSeconds(second))).isInstanceOf(Found.class);
    }

    assertThat(fetched).hasSize(3);
  }

  @Test
  void one_that_has_run_out_is_no_longer_known() {
    look(GOOD, ACME, NOW);
    var notAfter = ((Found) look(GOOD, ACME, NOW)).certificate().getNotAfter().toInstant();

    assertThat(certificates.at(GOOD, ACME, notAfter.plusSeconds(1))).isInstanceOf(Awaited.class);
  }

  @Test
  void forged_addresses_evict_nothing() {
    look(GOOD, ACME, NOW);

    for (var forged = 0; forged < 1000; forged++) {
      look(at("sns.eu-central-1", "forged" + forged), ACME, NOW.plusSeconds(10L * forged));
    }

    assertThat(certificates.at(GOOD, ACME, NOW.plusSeconds(10_001))).isInstanceOf(Found.class);
  }

  @Test
  void who_asks_for_invented_addresses_waits_and_nobody_else_does() {
    assertThat(look(at("sns.eu-central-1", "forged"), GLOBEX, NOW)).isInstanceOf(Unavailable.class);
    assertThat(look(at("sns.eu-central-1", "forged2"), GLOBEX, NOW.plusSeconds(4))).isInstanceOf(Unavailable.class);
    assertThat(fetched).hasSize(1);

    assertThat(look(at("sns.eu-west-1", "other"), GLOBEX, NOW)).isInstanceOf(Found.class);
    assertThat(look(GOOD, ACME, NOW)).isInstanceOf(Found.class);
    assertThat(look(GOOD, GLOBEX, NOW)).isInstanceOf(Found.class);
    assertThat(certificates.at(at("sns.eu-central-1", "forged3"), GLOBEX, NOW.plusSeconds(5)))
        .isInstanceOf(Awaited.class);
  }

  @Test
  void many_that_ask_for_the_same_at_once_share_a_fetch() {
    var answer = new CompletableFuture<byte[]>();
    var slow = new SigningCertificates(address -> {
      fetched.add(address);
      return answer;
    });
    var first = ((Awaited) slow.at(GOOD, ACME, NOW)).fetch().get().toCompletableFuture();
    var second = ((Awaited) slow.at(GOOD, GLOBEX, NOW)).fetch().get().toCompletableFuture();
    assertThat(fetched).hasSize(1);
    assertThat(second).isNotCompleted();

    answer.complete(SnsFixture.pem("signing.pem"));

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(slow.at(GOOD, GLOBEX, NOW)).isInstanceOf(Found.class);
  }

  private Lookup look(URI address, UUID tenant, Instant now) {
    var lookup = certificates.at(address, tenant, now);
    if (lookup instanceof Awaited awaited) {
      awaited.fetch().get().toCompletableFuture().join();
      return certificates.at(address, tenant, now);
    }
    return lookup;
  }

  private static URI at(String host, String name) {
    return URI.create("https://" + host + ".amazonaws.com/SimpleNotificationService-" + name + ".pem");
  }
}
