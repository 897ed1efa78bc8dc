package io.aims.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;

import io.aims.local.stack.Trouble;

/** The realm as code and the list of demo accounts say the same, and grant nothing that nobody asked for. */
class RealmTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path KEYCLOAK = Path.of("../keycloak");
  private static final List<String> PEOPLE = List.of("governance-officer", "system-owner", "risk-owner",
      "incident-responder", "internal-auditor", "external-auditor", "employee", "platform-engineer", "concern-handler");
  private static final Map<String, String> ORGANISATIONS = Map.of("acme", "a1000000", "globex", "b2000000");
  private static JsonNode realm;
  private static Accounts accounts;

  @BeforeAll
  static void read() throws IOException {
    realm = JSON.readTree(KEYCLOAK.resolve("aims-realm.json").toFile());
    accounts = Accounts.read(KEYCLOAK.resolve("accounts.json"));
  }

  @Test
  void thereIsAPersonForEveryRoleInEveryOrganisation() {
    var expected = ORGANISATIONS.entrySet()
        .stream()
        .flatMap(organisation -> PEOPLE.stream()
            .map(role -> new Accounts.Person(role, organisation.getKey(),
                role + "@" + organisation.getKey() + ".example",
                "%s-0000-4000-8000-%012d".formatted(organisation.getValue(), 10 + PEOPLE.indexOf(role)))));

    assertThat(accounts.people()).containsExactlyInAnyOrderElementsOf(expected.toList());
  }

  @Test
  void everyListedPersonIsInTheRealmWithOneRole() {
    for (var person : accounts.people()) {
      var user = named("users", "username", person.username());
      assertThat(user.path("id").asText()).isEqualTo(person.id());
      assertThat(user.at("/credentials/0/value").asText()).isEqualTo(accounts.password());
      assertThat(user.path("clientRoles").toString()).isEqualTo("{\"aims-api\":[\"" + person.role() + "\"]}");
      assertThat(named("organizations", "alias", person.org()).path("members").findValuesAsText("username"))
          .contains(person.username());
    }
  }

  @Test
  void everyListedMachineIsAClientOfItsOrganisationWithOneRole() {
    for (var machine : accounts.machines()) {
      var client = named("clients", "clientId", machine.clientId());
      assertThat(client.path("secret").asText()).isEqualTo(machine.secret());
      assertThat(client.at("/protocolMappers/0/config/claim.value").asText())
          .isEqualTo(named("organizations", "alias", machine.org()).path("id").asText());
      assertThat(named("users", "serviceAccountClientId", machine.clientId()).path("clientRoles").toString())
          .isEqualTo("{\"aims-api\":[\"" + machine.role() + "\"]}");
    }
  }

  @Test
  void theRealmHasNoOtherAccounts() {
    var directory = 1;
    assertThat(realm.path("users")).hasSize(accounts.people().size() + accounts.machines().size() + directory);
    assertThat(realm.path("organizations")).hasSize(ORGANISATIONS.size());
  }

  @Test
  void noClientSeesMoreRolesThanItsOwn() {
    assertThat(elements(realm.path("clients"))).allSatisfy(client -> assertThat(client.path("fullScopeAllowed"))
        .as(client.path("clientId").asText())
        .isEqualTo(BooleanNode.FALSE));
    assertThat(realm.path("defaultDefaultClientScopes")).isEmpty();
    assertThat(realm.path("defaultRole").path("composite").asBoolean()).isFalse();
  }

  @Test
  void onlyThePortalMayExchangePasswordsForTokens() {
    assertThat(elements(realm.path("clients")).filter(client -> client.path("directAccessGrantsEnabled").asBoolean())
        .map(client -> client.path("clientId").asText())).containsExactly(accounts.portalClient());
  }

  @Test
  void theGatewayFindsItsSecret() {
    assertThat(named("clients", "clientId", accounts.apiClient().clientId()).path("secret").asText())
        .isEqualTo(accounts.apiClient().secret());
  }

  @Test
  void theDirectoryReadsUsersAndOrganisationsAndNothingElse() {
    var roles = List.of("view-users", "view-organizations");
    var clientId = accounts.directoryClient().clientId();
    var account = named("users", "serviceAccountClientId", clientId);

    assertThat(named("clients", "clientId", clientId).path("secret").asText())
        .isEqualTo(accounts.directoryClient().secret());
    assertThat(JSON.convertValue(account.path("clientRoles"), Map.class)).isEqualTo(Map.of("realm-management", roles));
    assertThat(account.has("realmRoles")).isFalse();
    assertThat(mayPass(clientId)).isEqualTo(Map.of("realm-management", roles));
  }

  @Test
  void noTokenOfTheDirectoryIsMeantForTheApi() {
    var directory = named("clients", "clientId", accounts.directoryClient().clientId());

    assertThat(directory.path("defaultClientScopes")).isEmpty();
    assertThat(directory.path("optionalClientScopes")).isEmpty();
    assertThat(directory.findValuesAsText("protocolMapper")).as("none that names an audience")
        .containsExactly("oidc-sub-mapper", "oidc-usermodel-client-role-mapper");
  }

  /** The roles that tokens of this client may bear, by the client that they are of. */
  private static Map<String, List<String>> mayPass(String client) {
    var passed = new TreeMap<String, List<String>>();
    realm.path("clientScopeMappings")
        .properties()
        .forEach(of -> elements(of.getValue())
            .filter(mapping -> mapping.path("client").asText().equals(client))
            .forEach(
                mapping -> passed.put(of.getKey(), elements(mapping.path("roles")).map(JsonNode::asText).toList())));
    return passed;
  }

  @Test
  void grantsByRoleAndOrganisation() {
    assertThat(accounts.grant("risk-owner", "globex")).contains("password", "risk-owner@globex.example");
    assertThat(accounts.grant("hook-sender", "acme")).contains("client_credentials", "acme-credit-scoring-monitor");
    assertThatThrownBy(() -> accounts.grant("risk-owner", "initech")).isInstanceOf(Trouble.class)
        .hasMessageContaining("globex");
  }

  private static JsonNode named(String list, String key, String value) {
    return elements(realm.path(list)).filter(element -> element.path(key).asText().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + value + " in " + list));
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
