package io.aims.incident.escalation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.aims.platform.refusal.Refusal;

/** Whom the organisation means by those addressees that neither a rota nor a system's register names. */
public record Contacts(Map<Addressee, List<UUID>> persons) {
  static final Contacts NONE = new Contacts(Map.of());
  private static final Set<Addressee> NAMED = Set.of(Addressee.INCIDENT_RESPONDERS, Addressee.GOVERNANCE_OFFICER,
      Addressee.EXECUTIVE);

  public Contacts {
    var sorted = new TreeMap<Addressee, List<UUID>>();
    persons.forEach((addressee, named) -> sorted.put(addressee, List.copyOf(named)));
    persons = sorted;
  }

  /** Refuses addressees that are found otherwise, and people who are named twice. */
  Contacts coherent() {
    persons.forEach((addressee, named) -> {
      if (!NAMED.contains(addressee)) {
        throw new Refusal.Invalid("contacts." + addressee, "is not named here: a rota or the inventory says who it is");
      }
      if (new HashSet<>(named).size() < named.size()) {
        throw new Refusal.Invalid("contacts." + addressee, "must not name a person twice");
      }
    });
    return this;
  }

  List<UUID> of(Addressee addressee) {
    return persons.getOrDefault(addressee, List.of());
  }
}
