package io.aims.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {
  private final Ownership ownership = new Ownership();

  @Test
  void everyResourceHasOneOwner() {
    var counts = ownership.routes()
        .stream()
        .collect(Collectors.groupingBy(r -> r.service() == null ? "gateway" : r.service().name(),
            Collectors.counting()));
    assertThat(counts)
        .isEqualTo(Map.of("INVENTORY", 12L, "RISK", 15L, "INCIDENT", 23L, "AUDIT", 17L, "gateway", 4L));
  }

  @ParameterizedTest
  @CsvSource({"/v1/risks,RISK", "/v1/risks/1/acceptance,RISK", "/v1/ai-systems/1,INVENTORY",
      "/v1/ai-systems/1/overviews,INVENTORY", "/v1/aims/context,INVENTORY", "/v1/evidence,AUDIT",
      "/v1/evidence-packs,AUDIT", "/v1/on-call,INCIDENT", "/v1/on-call-rotas/1,INCIDENT",
      "/v1/notifications/test,INCIDENT",
      "/v1/hooks/1,INCIDENT",
      "/v1/clock-rules/published,INCIDENT", "/v1/regulatory-clocks,INCIDENT", "/v1/communications,INCIDENT",
      "/v1/aims/communications,INVENTORY",
      "/v1/organisations/acme/concerns,INCIDENT", "/v1/concerns/follow-up/messages,INCIDENT"})
  void aPathBelongsToTheOwnerOfItsResource(String path, Service owner) {
    assertThat(ownership.find(path).service()).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({"/v1/organisations/acme/concerns,true", "/v1/concerns/follow-up/messages,true", "/v1/concerns,true",
      "/v1/concerns/1/closure,true", "/v1/concerns/mine,true", "/v1/concern-channel,false", "/v1/incidents,false"})
  void whatHasToDoWithConcernsIsConfidential(String path, boolean confidential) {
    assertThat(ownership.find(path).isConfidential()).isEqualTo(confidential);
  }

  @Test
  void theLongestMatchWins() {
    assertThat(ownership.find("/v1/ai-systems/1/overview").resource()).isEqualTo("ai-systems/*/overview");
    assertThat(ownership.find("/v1/ai-systems/1/overview").service()).isNull();
    assertThat(ownership.find("/v1/ai-systems/overview").service()).isEqualTo(Service.INVENTORY);
  }

  @Test
  void whatEveryServiceHasIsToldApartByTheNameOfTheService() {
    var route = ownership.find("/v1/dead-letters/risk/1/redrive");
    assertThat(route.service()).isEqualTo(Service.RISK);
    assertThat(route.atOwner("/v1/dead-letters/risk/1/redrive?a=b")).isEqualTo("/v1/dead-letters/1/redrive?a=b");
    assertThat(ownership.find("/v1/dead-letters").service()).isNull();
    assertThat(ownership.find("/v1/dead-letters/risk").service()).isNull();
    assertThat(ownership.find("/v1/dead-letters/1/redrive").service()).isNull();
    assertThat(ownership.find("/v1/risks/1").atOwner("/v1/risks/1")).isEqualTo("/v1/risks/1");
  }

  @Test
  void thePathsOfAServiceAreFoundHereUnderTheirOwnNames() {
    assertThat(ownership.here(Service.RISK, "/v1/dead-letters/{id}/redrive"))
        .isEqualTo("/v1/dead-letters/risk/{id}/redrive");
    assertThat(ownership.here(Service.RISK, "/v1/dead-letters")).isNull();
    assertThat(ownership.here(Service.RISK, "/v1/risks/{id}")).isEqualTo("/v1/risks/{id}");
  }

  @Test
  void aNameIsTriedBeforeAnyName() {
    var table = new Properties();
    table.putAll(Map.of("a", "risk", "a/*/b", "audit", "a/x", "incident"));
    var small = new Ownership(table);
    assertThat(small.find("/v1/a/x").service()).isEqualTo(Service.INCIDENT);
    assertThat(small.find("/v1/a/x/c").service()).isEqualTo(Service.INCIDENT);
    assertThat(small.find("/v1/a/y/b").service()).isEqualTo(Service.AUDIT);
    assertThat(small.find("/v1/a/y").service()).isEqualTo(Service.RISK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/", "/v1/unknown", "/v1/Risks", "/v1/risk", "/v1/*"})
  void whatIsNotInTheTableBelongsToNobody(String path) {
    assertThat(ownership.find(path)).isNull();
  }
}
