package io.aims.local;

import java.util.stream.Collectors;

import io.aims.local.engine.ServiceCatalogue;
import io.aims.local.home.Home;
import io.aims.local.home.Port;
import io.aims.local.home.Ports;
import io.aims.local.identity.Accounts;

/** What somebody needs to know who sees the stack running for the first time. */
final class Welcome {

  private Welcome() {}

  static void print(Home home, Ports ports, Command.Up command) {
    var accounts = Accounts.read(home.accounts());
    var text = new StringBuilder("\nAims is running.\n\n");
    if (!command.enginesOnly()) {
      row(text, "gateway", ports.url(Port.GATEWAY), ServiceCatalogue.GATEWAY.purpose());
    }
    row(text, "Keycloak", ports.url(Port.KEYCLOAK), "realm %s; administrator: admin, password in %s".formatted(
        accounts.realm(), home.secrets()));
    if (!command.enginesOnly()) {
      for (var service : ServiceCatalogue.values()) {
        if (service != ServiceCatalogue.GATEWAY) {
          row(text, service.module(), ports.url(service.port()), service.purpose());
        }
      }
    }
    row(text, "PostgreSQL", "127.0.0.1:" + ports.of(Port.POSTGRES), "a database and three roles per service");
    row(text, "Kafka", "127.0.0.1:" + ports.of(Port.KAFKA), "a topic of events per service");
    row(text, "mail", "127.0.0.1:" + ports.of(Port.MAIL),
        "takes every mail and passes none on; ./aims mail shows them");
    text.append("\nDemo accounts: <role>@acme.example and <role>@globex.example, password %s\n  %s%n".formatted(
        accounts.password(), accounts.people()
            .stream()
            .map(Accounts.Person::role)
            .distinct()
            .collect(Collectors.joining(", "))));
    text.append("""

        A first call:
          curl -H "Authorization: Bearer $(./aims token governance-officer)" %s/v1/ai-systems

        %s
        """.formatted(ports.url(Port.GATEWAY), command.detach()
        ? "It runs on in the background: ./aims status shows it, ./aims down stops it."
        : "Ctrl-C stops everything; ./aims logs SERVICE -f shows what one part does."));
    System.out.print(text);
  }

  private static void row(StringBuilder text, String name, String address, String purpose) {
    text.append("  %-18s %-24s %s%n".formatted(name, address, purpose));
  }
}
