package io.aims.faults.load;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.aims.local.identity.Accounts;
import io.aims.local.story.Answer;

/**
 * What one organisation has before the load begins: a system, somebody who is on call for it, its monitor's hook source, an
 * incident, a risk.
 *
 * @param source where its monitor delivers
 */
record Scene(Org org, UUID system, UUID source, UUID incident, UUID risk) {
  /** A system, a rota, a hook source, a risk. */
  static final int CHANGES = 4;
  static final int HOOKS = 1;
  /** Does nothing with incidents, and so has to be told of all of them. */
  private static final String ON_CALL = "platform-engineer";

  /** Who acts for the organisation. */
  record Cast(Client owner, Client engineer, Client responder, Client riskOwner, Client officer, Client auditor,
      Client monitor) {}

  static Scene set(Org org, Cast cast, Accounts accounts, ClientLog log, Supplier<String> marks) {
    var mark = marks.get();
    var system = created(cast.owner().change("/v1/ai-systems", null, system(accounts, org, mark), mark));
    log.counts(system);
    rota(org, cast, accounts, system, marks);
    log.add(new ClientLog.OnCall(org, system, UUID.fromString(person(accounts, org, ON_CALL))));
    var source = source(org, cast, accounts, system, marks);
    var risk = risk(org, cast, accounts, system, marks);
    cast.monitor().deliver(source, Alert.text(true, mark), true, mark, true);
    var incident = until(() -> cast.responder().get("/v1/incidents?systemId=" + system),
        answer -> answer.status() == 200 && !answer.body().path("items").isEmpty());
    return new Scene(org, system, source, UUID.fromString(incident.body().at("/items/0/id").asText()), risk);
  }

  static Map<String, Object> system(Accounts accounts, Org org, String mark) {
    return Map.ofEntries(Map.entry("name", "System " + mark), Map.entry("purpose", "Is broken on purpose"),
        Map.entry("origin", "IN_HOUSE"), Map.entry("organisationRoles", List.of("PROVIDER", "DEPLOYER")),
        Map.entry("autonomyLevel", "SUPERVISED"), Map.entry("oversightMode", "HUMAN_IN_THE_LOOP"),
        Map.entry("domain", "OTHER"), Map.entry("affectedGroups", List.of("customers")),
        Map.entry("jurisdictions", List.of("DE")), Map.entry("intendedUses", List.of()),
        Map.entry("prohibitedUses", List.of()), Map.entry("personalData", true), Map.entry("generative", false),
        Map.entry("ownerId", person(accounts, org, "system-owner")));
  }

  private static void rota(Org org, Cast cast, Accounts accounts, UUID system, Supplier<String> marks) {
    var roster = Map.of("timeZone", "Etc/UTC", "handover", Map.of("rhythm", "DAILY", "at", "00:00"), "firstOn",
        LocalDate.now(ZoneOffset.UTC).toString(), "participants", List.of(person(accounts, org, ON_CALL)));
    created(until(() -> {
      var mark = marks.get();
      return cast.officer()
          .change("/v1/on-call-rotas", null, Map.of("name", "Rota " + mark, "roster", roster, "systems",
              List.of(system), "reason", mark), mark);
    }, answer -> answer.status() == 201));
  }

  private static UUID source(Org org, Cast cast, Accounts accounts, UUID system, Supplier<String> marks) {
    var sender = accounts.machines()
        .stream()
        .filter(machine -> machine.role().equals("hook-sender") && machine.org().equals(org.alias()))
        .findFirst()
        .orElseThrow()
        .clientId();
    return created(until(() -> {
      var mark = marks.get();
      return cast.engineer()
          .change("/v1/hook-sources", null, Map.of("name", "Monitor " + mark, "profile", "ALERTMANAGER", "systemId",
              system, "senderClientId", sender), mark);
    }, answer -> answer.status() == 201));
  }

  private static UUID risk(Org org, Cast cast, Accounts accounts, UUID system, Supplier<String> marks) {
    return created(until(() -> {
      var mark = marks.get();
      return cast.riskOwner().change("/v1/risks", null, risk(accounts, org, system, mark), mark);
    }, answer -> answer.status() == 201));
  }

  static Map<String, Object> risk(Accounts accounts, Org org, UUID system, String mark) {
    return Map.of("systemId", system, "theme", "FAIRNESS", "title", "Risk " + mark, "cause", "a cause", "consequence",
        "a consequence", "ownerId", person(accounts, org, "risk-owner"), "reason", mark);
  }

  static String person(Accounts accounts, Org org, String role) {
    return accounts.people()
        .stream()
        .filter(person -> person.role().equals(role) && person.org().equals(org.alias()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  static UUID created(@Nullable Answer answer) {
    if (answer == null || answer.status() != 201) {
      throw new IllegalStateException(
          "The scene can't be set: " + (answer == null ? "no answer" : answer.status() + " " + answer.text()));
    }
    return UUID.fromString(answer.id());
  }

  private static Answer until(Supplier<@Nullable Answer> ask, Predicate<Answer> good) {
    var deadline = System.nanoTime() + 90_000_000_000L;
    while (true) {
      var answer = ask.get();
      if (answer != null && good.test(answer)) {
        return answer;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "The scene can't be set: " + (answer == null ? "no answer" : answer.status() + " " + answer.text()));
      }
      try {
        Thread.sleep(40);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
