package io.aims.risk.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.contracts.Contracts;
import io.aims.risk.risk.RiskStatement;
import io.aims.risk.risk.Theme;
import io.aims.risk.system.SystemFacts;

class SuggestionRulesTest {
  private static final SuggestionRules RULES = new SuggestionRules();
  private static final RiskStatement ANY_RISK = new RiskStatement(Theme.SAFETY, null, null, "t", "c", "q");

  @Test
  void a_credit_scoring_system_raises_what_one_would_expect_and_says_why() {
    var proposals = RULES.proposals(system("CREDIT", "SUPERVISED", "HUMAN_IN_THE_LOOP", true, false));

    assertThat(proposals).extracting(Proposal::rule)
        .containsExactly("FAIR-1", "ROB-1", "SEC-2", "PRIV-1", "TRANS-1", "OVER-2");
    assertThat(proposals.getFirst().matched()).isEqualTo(Map.of("domain", List.of("CREDIT")));
    assertThat(proposals).allSatisfy(p -> assertThat(p.reason()).isNotBlank());
  }

  @ParameterizedTest
  @CsvSource({
      "OTHER,            ASSISTIVE,   HUMAN_IN_COMMAND,  false, false, ROB-1",
      "CUSTOMER_SERVICE, ASSISTIVE,   HUMAN_IN_COMMAND,  false, true,  FAIR-2 ROB-1 ROB-3 SEC-1 MIS-1",
      "CUSTOMER_SERVICE, FULL,        NONE,              true,  true,  FAIR-2 ROB-1 ROB-3 SEC-1 PRIV-1 OVER-1 OVER-3 MIS-1",
      "HEALTH,           CONDITIONAL, HUMAN_ON_THE_LOOP, true,  false, FAIR-1 ROB-1 SAFE-1 PRIV-1 TRANS-1 OVER-2",
      "HEALTH,           ASSISTIVE,   HUMAN_IN_THE_LOOP, false, false, FAIR-1 ROB-1 TRANS-1 OVER-2"})
  void properties_decide(String domain, String autonomy, String oversight, boolean personal, boolean generative,
      String rules) {
    assertThat(RULES.proposals(system(domain, autonomy, oversight, personal, generative)))
        .extracting(Proposal::rule)
        .containsExactly(rules.split(" "));
  }

  @Test
  void all_conditions_have_to_hold_and_any_of_their_values_does() {
    var rule = new SuggestionRule("R", Map.of("domain", List.of("A", "B"), "generative", List.of("true")), "why",
        ANY_RISK);

    assertThat(rule.propose(Map.of("domain", List.of("B"), "generative", List.of("true")))).get()
        .extracting(Proposal::matched)
        .isEqualTo(Map.of("domain", List.of("B"), "generative", List.of("true")));
    assertThat(rule.propose(Map.of("domain", List.of("B"), "generative", List.of("false")))).isEmpty();
    assertThat(rule.propose(Map.of("domain", List.of("B")))).isEmpty();
  }

  @Test
  void the_star_takes_any_value_but_not_none() {
    var rule = new SuggestionRule("R", Map.of("affectedGroups", List.of("*")), "why", ANY_RISK);

    assertThat(rule.propose(Map.of("affectedGroups", List.of("tenants", "owners")))).get()
        .extracting(Proposal::matched)
        .isEqualTo(Map.of("affectedGroups", List.of("tenants", "owners")));
    assertThat(rule.propose(Map.of("affectedGroups", List.of()))).isEmpty();
  }

  @Test
  void ids_of_rules_are_unique_and_every_theme_can_be_suggested() {
    assertThat(RULES.all()).hasSize(15).extracting(SuggestionRule::id).doesNotHaveDuplicates();
    assertThat(RULES.all()).extracting(rule -> rule.statement().theme()).contains(Theme.values());
    assertThat(RULES.all()).allSatisfy(rule -> assertThat(rule.when()).isNotEmpty());
  }

  @Test
  void rules_ask_only_for_what_inventory_tells() throws Exception {
    var schema = new ObjectMapper().readTree(Contracts.schema("aims.inventory.ai-system.registered.v1"));

    for (var rule : RULES.all()) {
      rule.when().forEach((property, values) -> {
        var published = schema.at("/properties/" + property);
        assertThat(published.isMissingNode()).as(rule.id() + " asks for " + property).isFalse();
        assertThat(possible(published)).as(rule.id() + " asks for values of " + property).containsAll(values);
      });
    }
  }

  private static Set<String> possible(JsonNode property) {
    return switch (property.path("type").asText()) {
      case "boolean" -> Set.of("true", "false");
      case "array" -> Set.of("*");
      default ->
        Set.copyOf(StreamSupport.stream(property.path("enum").spliterator(), false).map(JsonNode::asText).toList());
    };
  }

  static SystemFacts system(String domain, String autonomy, String oversight, boolean personal, boolean generative) {
    return new SystemFacts("AIS-0001", "A system", "IN_HOUSE", "INCEPTION", autonomy, oversight, domain,
        List.of("applicants"), personal, generative, true, UUID.randomUUID());
  }
}
