package io.aims.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.Test;

class CommitmentsTest {

  @Test
  void the_kept_text_and_salt_open_the_published_commitment() {
    var pair = Commitments.to(Map.of("reason", "wegen überhöhter Quote"));

    var kept = pair.kept().get("reason");
    assertThat(Commitments.hash(HexFormat.of().parseHex(kept.get("salt").asText()), kept.get("text").asText()))
        .isEqualTo(pair.published().get("reason").asText());
  }

  @Test
  void the_same_text_is_published_differently_each_time_and_never_itself() {
    var first = Commitments.to(Map.of("reason", "yes")).published();
    var second = Commitments.to(Map.of("reason", "yes")).published();

    assertThat(first).isNotEqualTo(second);
    assertThat(first.toString()).doesNotContain("yes");
  }
}
