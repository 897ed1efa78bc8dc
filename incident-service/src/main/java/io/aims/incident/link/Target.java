package io.aims.incident.link;

import java.util.Locale;
import java.util.UUID;

import io.aims.platform.refusal.Refusal;

/**
 * What an incident is linked to.
 *
 * @param name of a risk its id, of a control its id in Annex A, of a supplier what it is called; inventories keep no
 * suppliers yet
 */
public record Target(LinkedTo to, String name) {
  private static final String FIELD = "target";

  /** Refuses what can't be one, and a control that there is not. */
  public static Target of(LinkedTo to, String given) {
    var name = given.strip().replaceAll("\\s+", " ");
    return switch (to) {
      case RISK -> new Target(to, risk(name).toString());
      case CONTROL -> new Target(to, control(name));
      case SUPPLIER -> new Target(to, name);
    };
  }

  private static UUID risk(String name) {
    try {
      return UUID.fromString(name);
    } catch (IllegalArgumentException e) {
      throw new Refusal.Invalid(FIELD, "has to be the id of a risk");
    }
  }

  private static String control(String name) {
    if (!Controls.include(name)) {
      throw new Refusal.UnknownReference(FIELD);
    }
    return name;
  }

  /** The same for all that mean the same: people write the names of suppliers in several ways. */
  String key() {
    return to == LinkedTo.SUPPLIER ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** That it is no risk of the organisation. */
  static Refusal unknown() {
    return new Refusal.UnknownReference(FIELD);
  }
}
