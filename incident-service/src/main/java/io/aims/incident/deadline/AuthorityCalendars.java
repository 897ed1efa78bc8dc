package io.aims.incident.deadline;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.aims.incident.reference.ReferenceFile;

/**
 * The calendars of all authorities that we know, as versioned data ({@code authority-calendars-1.json}).
 *
 * <p>A holiday that is missing there makes a deadline earlier, never later.
 */
public final class AuthorityCalendars {
  /** The Union's own bodies, such as the AI Office. */
  public static final String UNION = "EU";
  private final String version;
  private final Map<String, AuthorityCalendar> calendars;

  private AuthorityCalendars(File file) {
    this.version = file.version();
    this.calendars = file.calendars()
        .stream()
        .collect(Collectors.toUnmodifiableMap(AuthorityCalendar::jurisdiction, Function.identity()));
  }

  private record File(String version, String description, Set<AuthorityCalendar> calendars) {}

  public static AuthorityCalendars load() {
    return new AuthorityCalendars(ReferenceFile.read("authority-calendars-1", File.class));
  }

  String version() {
    return version;
  }

  public Optional<AuthorityCalendar> of(String jurisdiction) {
    return Optional.ofNullable(calendars.get(jurisdiction));
  }

  public Set<String> jurisdictions() {
    return calendars.keySet();
  }
}
