package io.aims.incident.duty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.aims.incident.deadline.Counting;
import io.aims.incident.deadline.Period;
import io.aims.incident.reference.ReferenceFile;

/**
 * The rules that are the same for everybody, as versioned data ({@code clock-rules-1.json}), and the ways to count that
 * an organisation's own rules can name as well.
 */
public final class ClockRules {
  private static final String FILE = "clock-rules-1";
  private final String version;
  private final Map<String, Counting> countings;
  private final List<ClockRule> rules;

  private ClockRules(File file) {
    this.version = file.version();
    this.countings = file.countings().stream().collect(Collectors.toUnmodifiableMap(Counting::id, Function.identity()));
    this.rules = List.copyOf(file.rules());
    rules.forEach(this::period);
  }

  private record File(String version, String description, List<Counting> countings, List<ClockRule> rules) {}

  public static ClockRules load() {
    return new ClockRules(ReferenceFile.read(FILE, File.class));
  }

  public String version() {
    return version;
  }

  public List<ClockRule> all() {
    return rules;
  }

  /** Ours and those of an organisation. */
  public List<ClockRule> with(List<ClockRule> own) {
    var all = new ArrayList<>(rules);
    all.addAll(own);
    return all;
  }

  public Set<String> countings() {
    return countings.keySet();
  }

  /** The rule's period with its way of counting, which has to be one of ours. */
  public Period period(ClockRule rule) {
    var counting = countings.get(rule.within().counting());
    if (counting == null) {
      throw new IllegalArgumentException(rule.id() + " is counted in an unknown way");
    }
    return new Period(rule.within().amount(), rule.within().unit(), counting);
  }
}
