package io.aims.local.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.local.stack.Trouble;

/**
 * The demo accounts of the realm, as {@code deploy/keycloak/accounts.json} lists them.
 *
 * @param password the same for all people
 */
public record Accounts(String realm, ApiClient apiClient, DirectoryClient directoryClient, String portalClient,
    String password, List<Person> people, List<Machine> machines) {

  /** The client that owns roles and policies; the gateway asks Keycloak for decisions in its name. */
  public record ApiClient(String clientId, String secret) {}

  /** The client that looks up the addresses of people; no caller of the API. */
  public record DirectoryClient(String clientId, String secret) {}

  public record Person(String role, String org, String username, String id) {}

  public record Machine(String role, String org, String clientId, String secret) {}

  public static Accounts read(Path file) {
    try {
      return new ObjectMapper().readValue(file.toFile(), Accounts.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The form parameters by which the account of this role gets its token. */
  List<String> grant(String role, String org) {
    return Stream.concat(people.stream()
        .filter(person -> person.role().equals(role) && person.org().equals(org))
        .map(person -> List.of("grant_type", "password", "client_id", portalClient, "username", person.username(),
            "password", password)),
        machines.stream()
            .filter(machine -> machine.role().equals(role) && machine.org().equals(org))
            .map(machine -> List.of("grant_type", "client_credentials", "client_id", machine.clientId(),
                "client_secret", machine.secret())))
        .findFirst()
        .orElseThrow(() -> new Trouble("There is no account %s in %s. Roles: %s. Organisations: %s.".formatted(role,
            org, String.join(", ", roles()), String.join(", ", organisations()))));
  }

  public List<String> roles() {
    return Stream.concat(people.stream().map(Person::role), machines.stream().map(Machine::role)).distinct().toList();
  }

  public List<String> organisations() {
    return people.stream().map(Person::org).distinct().toList();
  }
}
