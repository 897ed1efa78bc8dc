package io.aims.incident.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/**
 * People in the order in which they are told: the first circle at once, each further one when nobody of the one before can
 * be reached. None is empty, and nobody is in two.
 */
public record Circles(List<List<UUID>> all) {

  public Circles {
    var met = new HashSet<UUID>();
    var apart = new ArrayList<List<UUID>>();
    for (var circle : all) {
      var fresh = new LinkedHashSet<>(circle);
      fresh.removeAll(met);
      met.addAll(fresh);
      if (!fresh.isEmpty()) {
        apart.add(List.copyOf(fresh));
      }
    }
    all = List.copyOf(apart);
  }

  /** These people, and nobody in their place. */
  public static Circles of(Collection<UUID> persons) {
    return new Circles(List.of(List.copyOf(persons)));
  }

  /** These people first. */
  public Circles after(Collection<UUID> persons) {
    var more = new ArrayList<List<UUID>>();
    more.add(List.copyOf(persons));
    more.addAll(all);
    return new Circles(more);
  }

  /** Who is told at once; empty when nobody is named at all. */
  public List<UUID> first() {
    return all.isEmpty() ? List.of() : all.getFirst();
  }

  /** Who is told when nobody of the first circle can be reached. */
  Circles others() {
    return new Circles(all.isEmpty() ? List.of() : all.subList(1, all.size()));
  }
}
