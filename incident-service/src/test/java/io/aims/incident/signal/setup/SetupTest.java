package io.aims.incident.signal.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalStatus;
import io.aims.incident.signal.setup.Setup.CodeBlock;

class SetupTest {
  private static final URI HOOK = URI.create("https://aims.example/v1/hooks/0199a0c0-3333-7000-8000-000000000001");
  private static final URI TOKEN = URI.create("https://sso.example/realms/aims/protocol/openid-connect/token");

  @ParameterizedTest
  @EnumSource
  void each_profile_has_something_to_copy_with_its_own_address(Profile profile) {
    var blocks = blocks(profile);

    assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(block.code()).isNotBlank());
    assertThat(blocks).anySatisfy(block -> assertThat(block.code()).contains(HOOK.toString()));
    assertThat(blocks.toString()).doesNotContain("@url@", "@name@", "@tokenUrl@", "===");
  }

  @ParameterizedTest
  @EnumSource
  void json_is_json(Profile profile) {
    blocks(profile).stream()
        .filter(block -> block.language().equals("json"))
        .forEach(block -> assertThat(JsonMapper.builder().build()).satisfies(json -> json.readTree(block.code())));
  }

  @ParameterizedTest
  @EnumSource
  void yaml_is_yaml(Profile profile) {
    blocks(profile).stream()
        .filter(block -> block.language().equals("yaml"))
        .forEach(block -> assertThat(YAMLMapper.builder().build())
            .satisfies(yaml -> assertThat(yaml.readTree(block.code()).isObject()).isTrue()));
  }

  /** Langfuse makes its own key: nothing that we would have given out belongs there. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "LANGFUSE")
  void what_only_its_owner_knows_is_left_to_fill_in(Profile profile) {
    assertThat(blocks(profile).toString()).containsPattern("<[A-Z][A-Z_/]+>");
  }

  @Test
  void what_datadog_makes_of_our_template_is_what_we_read() {
    var rendered = json(Profile.DATADOG, 0);
    var values = Map.of("$ALERT_TRANSITION", "Triggered", "$ALERT_ID", "7", "$ALERT_CYCLE_KEY", "c", "$ORG_ID", "5",
        "$TAGS", "ai_system:helpdesk,kind:safety");
    for (var value : values.entrySet()) {
      rendered = rendered.replace("\"" + value.getKey() + "\"", "\"" + value.getValue() + "\"");
    }

    var signal = signal(Profile.DATADOG, rendered);

    assertThat(signal.systemRef()).isEqualTo("helpdesk");
    assertThat(signal.kind()).isEqualTo(Kind.SAFETY);
    assertThat(signal.upstreamKey()).isEqualTo("datadog:5:c");
    assertThat(understood(Profile.DATADOG, rendered).unknownFields()).isEmpty();
  }

  @Test
  void what_we_show_for_pagerduty_native_and_cloud_events_is_what_we_read() {
    assertThat(signal(Profile.PAGERDUTY, json(Profile.PAGERDUTY, 0)).value()).isEqualTo(0.03);
    assertThat(signal(Profile.PAGERDUTY, json(Profile.PAGERDUTY, 1)).status()).isEqualTo(SignalStatus.RESOLVED);
    assertThat(signal(Profile.NATIVE, json(Profile.NATIVE, 0)).value()).isEqualTo(0.31);
    assertThat(signal(Profile.CLOUDEVENTS, json(Profile.CLOUDEVENTS, 0)).upstreamKey()).isEqualTo("native:psi/income");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"Credit scoring: Prometheus | credit-scoring-prometheus", "'' | aims",
      "\"; rm -rf / # | rm-rf", "Ünïcödé' | n-c-d", "--- | aims"})
  void a_name_can_not_break_out_of_a_configuration(String name, String word) {
    assertThat(Setup.of(Profile.ALERTMANAGER, HOOK, TOKEN, name).getFirst().code())
        .contains("receiver: " + word + "\n");
  }

  @Test
  void a_long_name_is_cut_to_what_all_senders_take() {
    assertThat(Setup.of(Profile.MLFLOW, HOOK, TOKEN, "x".repeat(300)).getFirst().code())
        .contains("name=\"" + "x".repeat(40) + "\"");
  }

  @Test
  void an_address_that_a_shell_would_read_otherwise_is_not_written() {
    assertThatThrownBy(() -> Setup.of(Profile.NATIVE, URI.create("https://aims.example/'$(id)'"), TOKEN, "n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<CodeBlock> blocks(Profile profile) {
    return Setup.of(profile, HOOK, TOKEN, "Lending monitor");
  }

  private static String json(Profile profile, int index) {
    return blocks(profile).stream().filter(block -> block.language().equals("json")).toList().get(index).code();
  }

  private static Signal signal(Profile profile, String body) {
    return understood(profile, body).signals().getFirst();
  }

  private static Understood understood(Profile profile, String body) {
    return (Understood) profile.read(Headers.none(), body.getBytes(StandardCharsets.UTF_8));
  }
}
