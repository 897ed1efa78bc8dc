package io.aims.incident.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import io.aims.incident.hooks.Admission.TurnedAway;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.answer.Answer;
import io.aims.incident.signal.answer.Outcome;
import io.aims.incident.source.SourceDirectory.Listing;

class OriginPolicyTest {

  @ParameterizedTest
  @ValueSource(strings = {"eventgrid.azure.net", "eventgrid.azure.us", "eventgrid.azure.cn", "EventGrid.Azure.Net",
      "eventgrid.azure.eaglex.ic.gov", "eventgrid.azure.microsoft.scloud"})
  void event_grid_of_each_cloud_is_expected_where_event_grid_is(String origin) {
    assertThat(OriginPolicy.refusal(source(Profile.EVENT_GRID, true), origin)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "azure.net", "evil.azure.net", "eventgrid.azure.net.evil.example",
      "eventgrid.azure.net,evil.example", "eventgrid.azure.net ", "https://eventgrid.azure.net", "eventgridXazure.net"})
  void nobody_else_is(String origin) {
    assertThat(OriginPolicy.refusal(source(Profile.EVENT_GRID, true), origin))
        .isEqualTo(new TurnedAway(Outcome.FORBIDDEN, "ORIGIN_UNEXPECTED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eventemitter.example.com", "localhost", "a-b.c", "eventgrid.azure.net"})
  void whoever_sends_cloud_events_may_call_itself_by_any_name(String origin) {
    assertThat(OriginPolicy.refusal(source(Profile.CLOUDEVENTS, true), origin)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "*.example.com", "a,b", "a..b", ".a", "a.", "a b", "a\r\nb", "a\u0000", "é.example",
      "https://example.com", "example.com:80", "\"a\""})
  void which_has_to_be_one(String origin) {
    assertThat(OriginPolicy.refusal(source(Profile.CLOUDEVENTS, true), origin))
        .isEqualTo(new TurnedAway(Outcome.FORBIDDEN, "ORIGIN_UNEXPECTED"));
  }

  @Test
  void and_no_longer_than_a_name_of_the_dns() {
    var longest = ("a".repeat(62) + ".").repeat(4) + "a";

    assertThat(longest).hasSize(253);
    assertThat(OriginPolicy.refusal(source(Profile.CLOUDEVENTS, true), longest)).isNull();
    assertThat(OriginPolicy.refusal(source(Profile.CLOUDEVENTS, true), longest + "a")).isNotNull();
    assertThat(OriginPolicy.refusal(source(Profile.CLOUDEVENTS, true), "a".repeat(64))).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = {"EVENT_GRID", "CLOUDEVENTS"})
  void where_no_sender_asks_the_question_there_seems_to_be_nothing(Profile profile) {
    var refusal = OriginPolicy.refusal(source(profile, true), "eventgrid.azure.net");

    assertThat(refusal).isEqualTo(new TurnedAway(Outcome.UNKNOWN_SOURCE, "HANDSHAKE_NOT_OF_PROFILE"));
    assertThat(Answer.to(profile, refusal.outcome()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENT_GRID", "CLOUDEVENTS"})
  void nor_where_events_are_not_taken_at_present_whoever_asks(Profile profile) {
    for (var origin : List.of("eventgrid.azure.net", "*")) {
      var refusal = OriginPolicy.refusal(source(profile, false), origin);

      assertThat(refusal).isEqualTo(new TurnedAway(Outcome.UNKNOWN_SOURCE, "DISABLED"));
      assertThat(Answer.to(profile, refusal.outcome()).status()).isEqualTo(404);
    }
  }

  private static Listing source(Profile profile, boolean enabled) {
    return new Listing(UUID.randomUUID(), UUID.randomUUID(), null, profile, null, List.of(), enabled);
  }
}
