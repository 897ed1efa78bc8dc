package io.aims.incident.signal.vendor;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads the times of vendors: RFC 3339, offsets without a colon, no offset at all (then UTC), or a count of seconds,
 * milli-, micro- or nanoseconds since 1970, as number or text. Kept to the microsecond, as the database does.
 */
final class Times {
  private static final DateTimeFormatter COMPACT_OFFSET = new DateTimeFormatterBuilder()
      .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
      .appendOffset("+HHmm", "Z")
      .toFormatter()
      .withResolverStyle(ResolverStyle.STRICT);
  private static final List<Form> FORMS = List.of(OffsetDateTime::parse,
      text -> OffsetDateTime.parse(text, COMPACT_OFFSET), text -> LocalDateTime.parse(text).atOffset(ZoneOffset.UTC));
  /** Also as Java writes a floating-point number, {@code 1.795161600123E12}. */
  private static final Pattern COUNT = Pattern.compile("\\d{9,19}(\\.\\d{1,9})?|\\d\\.\\d{1,17}E\\d{1,2}");
  /** What is more can't be seconds: the year 5138. */
  private static final BigDecimal LIMIT = BigDecimal.valueOf(100_000_000_000L);

  private Times() {}

  private interface Form {
    OffsetDateTime read(String text);
  }

  /** Null for nonsense and for the zero time of Go, {@code 0001-01-01T00:00:00Z}, which means "not yet". */
  static @Nullable Instant time(JsonNode value) {
    return value.isValueNode() ? time(value.asText()) : null;
  }

  static @Nullable Instant time(@Nullable String text) {
    if (text == null || text.length() > 40) {
      return null;
    }
    return COUNT.matcher(text).matches() ? counted(new BigDecimal(text)) : written(text);
  }

  private static @Nullable Instant written(String text) {
    var time = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
    for (var form : FORMS) {
      try {
        var read = form.read(time);
        return plausible(read) ? read.toInstant().truncatedTo(ChronoUnit.MICROS) : null;
      } catch (DateTimeException e) {
        continue;
      }
    }
    return null;
  }

  private static @Nullable Instant counted(BigDecimal count) {
    var seconds = count;
    for (var unit = 0; unit < 3 && seconds.compareTo(LIMIT) >= 0; unit++) {
      seconds = seconds.movePointLeft(3);
    }
    return seconds.compareTo(LIMIT) < 0
        ? Instant.EPOCH.plus(seconds.movePointRight(6).longValue(), ChronoUnit.MICROS)
        : null;
  }

  private static boolean plausible(OffsetDateTime time) {
    return time.getYear() >= 1970 && time.getYear() <= 9999;
  }
}
