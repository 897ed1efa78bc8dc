package io.aims.incident.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class TokensTest {
  private final Tokens tokens = new Tokens(new Config());

  @Test
  void a_directory_has_its_keys_once_whoever_asks() {
    assertThat(tokens.eventGrid("one", "a").tokens()).isSameAs(tokens.eventGrid("one", "b").tokens());
    assertThat(tokens.eventGrid("one", "a").issuer()).isEqualTo("https://login.test/one/v2.0");
  }

  @Test
  void however_many_directories_are_named_those_in_use_stay_and_the_rest_is_forgotten() {
    var used = tokens.eventGrid("used", "a").tokens();
    var idle = tokens.eventGrid("idle", "a").tokens();

    for (var directory = 0; directory < 300; directory++) {
      tokens.eventGrid("d" + directory, "a");
      tokens.eventGrid("used", "a");
    }

    assertThat(tokens.eventGrid("used", "a").tokens()).isSameAs(used);
    assertThat(tokens.eventGrid("idle", "a").tokens()).isNotSameAs(idle);
  }

  private static final class Config implements ProviderConfig {
    @Override
    public Optional<URI> snsMirror() {
      return Optional.empty();
    }

    @Override
    public URI googleKeys() {
      return URI.create("https://google.test/keys");
    }

    @Override
    public String entraKeys() {
      return "https://login.test/@tenant@/keys";
    }

    @Override
    public String entraIssuer() {
      return "https://login.test/@tenant@/v2.0";
    }

    @Override
    public String eventGridClient() {
      return "client";
    }

    @Override
    public Duration patience() {
      return Duration.ofSeconds(1);
    }
  }
}
