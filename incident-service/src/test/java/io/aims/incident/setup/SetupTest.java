package io.aims.incident.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.aims.incident.authenticity.Authentication;
import io.aims.incident.setup.Setup.CodeBlock;
import io.aims.incident.signal.Headers;
import io.aims.incident.signal.Kind;
import io.aims.incident.signal.Profile;
import io.aims.incident.signal.Reading.Understood;
import io.aims.incident.signal.Signal;
import io.aims.incident.signal.SignalStatus;

class SetupTest {
  private static final URI HOOK = URI.create("https://aims.example/v1/hooks/0199a0c0-3333-7000-8000-000000000001");
  private static final URI TOKEN = URI.create("https://sso.example/realms/aims/protocol/openid-connect/token");

  @ParameterizedTest
  @MethodSource("pairs")
  void each_way_of_each_profile_has_something_to_copy_with_its_own_address(Profile profile, Authentication way) {
    var blocks = blocks(profile, way);

    assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(block.code()).isNotBlank());
    assertThat(blocks).anySatisfy(block -> assertThat(block.code()).contains(HOOK.toString()));
    assertThat(blocks.toString()).doesNotContain("@url@", "@name@", "@tokenUrl@", "===");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void only_who_signs_in_is_told_where(Profile profile, Authentication way) {
    var text = blocks(profile, way).toString();

    if (way.byCredential()) {
      assertThat(text).doesNotContain(TOKEN.toString(), "CLIENT_ID", "CLIENT_SECRET");
    } else {
      assertThat(text).contains(TOKEN.toString(), "<CLIENT_ID>").doesNotContain("HOOK_SECRET", "WHSEC");
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void each_way_says_what_it_shows(Profile profile, Authentication way) {
    assertThat(blocks(profile, way).toString()).contains(switch (way) {
      case CLIENT_CREDENTIALS -> "CLIENT_SECRET";
      case GRAFANA_HMAC -> "timestampHeader: X-Grafana-Alerting-Timestamp";
      case MLFLOW_HMAC -> "secret=\"<HOOK_SECRET>\"";
      case LANGFUSE_HMAC -> "signing secret";
      case STANDARD_WEBHOOKS -> "webhook-signature: v1,";
      case SNS_CERTIFICATE -> "SignatureVersion --attribute-value 2";
      case GOOGLE_TOKEN -> "--push-auth-service-account";
      case EVENT_GRID_TOPIC -> "--azure-active-directory-tenant-id";
      case SECRET_HEADER -> "HOOK_SECRET>";
      case ROUTING_KEY -> "<ROUTING_KEY>";
    });
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void json_is_json_and_yaml_is_yaml(Profile profile, Authentication way) {
    for (var block : blocks(profile, way)) {
      switch (block.language()) {
        case "json" -> assertThat(JsonMapper.builder().build()).satisfies(json -> json.readTree(block.code()));
        case "yaml" -> assertThat(documents(block)).isNotEmpty().allMatch(JsonNode::isObject);
        default -> assertThat(block.language()).isIn("bash", "python", "text");
      }
    }
  }

  /** Langfuse makes its own key: nothing that we would have given out belongs there. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "LANGFUSE")
  void what_only_its_owner_knows_is_left_to_fill_in(Profile profile) {
    assertThat(Authentication.of(profile))
        .allSatisfy(way -> assertThat(blocks(profile, way).toString()).containsPattern("<[A-Z][A-Z_/]+>"));
  }

  @Test
  void the_first_block_of_alertmanager_is_all_it_needs() {
    assertThat(blocks(Profile.ALERTMANAGER, Authentication.CLIENT_CREDENTIALS).getFirst().code())
        .contains("client_id: <CLIENT_ID>", "client_secret_file: <PATH_TO_FILE_WITH_CLIENT_SECRET>", TOKEN.toString());
    assertThat(blocks(Profile.ALERTMANAGER, Authentication.SECRET_HEADER).getFirst().code())
        .contains("credentials_file: <PATH_TO_FILE_WITH_HOOK_SECRET>");
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
    assertThat(signal(Profile.NATIVE, json(Profile.NATIVE, 1)).upstreamKey()).isEqualTo("lakera:project-1:detector-1");
    assertThat(signal(Profile.CLOUDEVENTS, json(Profile.CLOUDEVENTS, 0)).upstreamKey()).isEqualTo("native:psi/income");
  }

  @Test
  void event_grid_can_be_asked_for_both_of_its_schemas() {
    assertThat(blocks(Profile.EVENT_GRID)).extracting(CodeBlock::code)
        .satisfiesExactly(
            own -> assertThat(own).contains("--endpoint '" + HOOK + "' --event-delivery-schema eventgridschema"),
            cloudEvents -> assertThat(cloudEvents)
                .contains("--endpoint '" + HOOK + "' --event-delivery-schema cloudeventschemav1_0"));
  }

  /** Each part has to be found by the name that the part before it knows. */
  @ParameterizedTest
  @EnumSource(names = {"CLIENT_CREDENTIALS", "SECRET_HEADER"})
  void behind_kserve_one_part_leads_to_the_next_and_the_last_one_here(Authentication way) {
    var parts = yaml(way);
    var model = parts.getFirst();
    var detector = named(parts, "serving.knative.dev/v1", "Service");
    var address = named(parts, "v1", "Service");
    var relay = named(parts, "apps/v1", "Deployment");
    var script = named(parts, "v1", "ConfigMap");
    var args = detector.at("/spec/template/spec/containers/0/args").valueStream().map(JsonNode::asText).toList();

    assertThat(model.at("/spec/predictor/logger/url").asText())
        .isEqualTo("http://" + name(detector) + ".<NAMESPACE>.svc.cluster.local");
    assertThat(args).containsSequence("--reply_url", "http://" + name(address) + ".<NAMESPACE>.svc.cluster.local");
    assertThat(relay.at("/spec/template/metadata/labels")).isEqualTo(address.at("/spec/selector"));
    assertThat(relay.at("/spec/template/spec/volumes/0/configMap/name").asText()).isEqualTo(name(script));
    assertThat(script.path("data").toString()).contains(HOOK.toString());
    assertThat(parts).allMatch(part -> part.at("/metadata/namespace").asText().equals("<NAMESPACE>"));
  }

  @ParameterizedTest
  @EnumSource(names = {"CLIENT_CREDENTIALS", "SECRET_HEADER"})
  void what_the_detector_is_told_to_send_is_what_we_read(Authentication way) {
    var args = named(yaml(way), "serving.knative.dev/v1", "Service").at("/spec/template/spec/containers/0/args")
        .valueStream()
        .map(JsonNode::asText)
        .toList();
    var headers = Headers.of(Map.of("ce-specversion", "1.0", "ce-id", "1",
        "ce-type", args.get(args.indexOf("--event_type") + 1), "ce-source",
        args.get(args.indexOf("--event_source") + 1),
        "ce-namespace", "lending", "ce-inferenceservicename", "scoring"));

    var reading = Profile.CLOUDEVENTS.read(headers,
        "{\"data\":{\"is_drift\":1},\"meta\":{\"name\":\"KSDrift\"}}".getBytes(StandardCharsets.UTF_8));

    assertThat(((Understood) reading).signals()).singleElement()
        .satisfies(signal -> assertThat(signal.systemRef()).isEqualTo("lending/scoring"));
  }

  /** The logger shows nothing, and what it would send holds what a model was asked. */
  @ParameterizedTest
  @EnumSource(names = {"CLIENT_CREDENTIALS", "SECRET_HEADER"})
  void kserve_itself_is_never_pointed_at_this_hook(Authentication way) {
    assertThat(yaml(way)).filteredOn(part -> part.path("kind").asText().equals("InferenceService"))
        .singleElement()
        .satisfies(part -> assertThat(part.toString()).doesNotContain(HOOK.getHost()));
    assertThat(blocks(Profile.CLOUDEVENTS, way)).filteredOn(block -> block.language().equals("text"))
        .singleElement()
        .satisfies(block -> assertThat(block.code()).contains("never kept", "401", "TrustyAI"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"Credit scoring: Prometheus | credit-scoring-prometheus", "'' | aims",
      "\"; rm -rf / # | rm-rf", "Ünïcödé' | n-c-d", "--- | aims"})
  void a_name_can_not_break_out_of_a_configuration(String name, String word) {
    assertThat(Setup.of(Profile.ALERTMANAGER, Authentication.CLIENT_CREDENTIALS, HOOK, TOKEN, name).getFirst().code())
        .contains("receiver: " + word + "\n");
  }

  @Test
  void a_long_name_is_cut_to_what_all_senders_take() {
    assertThat(Setup.of(Profile.MLFLOW, Authentication.MLFLOW_HMAC, HOOK, TOKEN, "x".repeat(300)).getFirst().code())
        .contains("name=\"" + "x".repeat(40) + "\"");
  }

  @Test
  void an_address_that_a_shell_would_read_otherwise_is_not_written() {
    var address = URI.create("https://aims.example/'$(id)'");

    assertThatThrownBy(
        () -> Setup.of(Profile.NATIVE, Authentication.STANDARD_WEBHOOKS, address, TOKEN, "n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<JsonNode> yaml(Authentication way) {
    return blocks(Profile.CLOUDEVENTS, way).stream()
        .filter(block -> block.language().equals("yaml"))
        .flatMap(block -> documents(block).stream())
        .toList();
  }

  private static List<JsonNode> documents(CodeBlock block) {
    try (var documents = YAMLMapper.builder().build().readerFor(JsonNode.class).<JsonNode>readValues(block.code())) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode named(List<JsonNode> parts, String version, String kind) {
    return parts.stream()
        .filter(part -> part.path("apiVersion").asText().equals(version) && part.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static String name(JsonNode part) {
    return part.at("/metadata/name").asText();
  }

  private static Stream<Arguments> pairs() {
    return Stream.of(Profile.values())
        .flatMap(profile -> Authentication.of(profile).stream().map(way -> Arguments.of(profile, way)));
  }

  private static List<CodeBlock> blocks(Profile profile) {
    return blocks(profile, Authentication.of(profile).getFirst());
  }

  private static List<CodeBlock> blocks(Profile profile, Authentication way) {
    return Setup.of(profile, way, HOOK, TOKEN, "Lending monitor");
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
