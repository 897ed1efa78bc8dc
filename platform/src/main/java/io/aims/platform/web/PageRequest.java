package io.aims.platform.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

import org.jspecify.annotations.Nullable;

import io.aims.platform.refusal.Refusal;

/** Which part of a list: at most {@code limit} (1–200, else 50) items after {@code cursor}; use as {@code @BeanParam}. */
public class PageRequest {
  @QueryParam("limit")
  @DefaultValue("50")
  @Min(1)
  @Max(200)
  public int limit;

  @QueryParam("cursor")
  public @Nullable String cursor;

  public static PageRequest of(int limit, @Nullable String cursor) {
    var page = new PageRequest();
    page.limit = limit;
    page.cursor = cursor;
    return page;
  }

  /** The key after which the page begins, or {@code first} for the first page. */
  public String after(String first) {
    if (cursor == null) {
      return first;
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (text.startsWith("1:")) {
        return text.substring(2);
      }
    } catch (IllegalArgumentException e) {
      throw badCursor();
    }
    throw badCursor();
  }

  /** The same, read; what can't be read is no cursor that a list has given out. */
  public <T> T after(String first, Function<String, T> parse) {
    var text = after(first);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw badCursor();
    }
  }

  /** The same for lists in order of UUIDv7 ids, newest first. */
  public UUID beforeId() {
    return after("ffffffff-ffff-ffff-ffff-ffffffffffff", UUID::fromString);
  }

  /** The same for lists in order of a number, ascending; the first page begins after {@code first}. */
  public long afterNumber(long first) {
    return after(Long.toString(first), Long::parseLong);
  }

  static String cursor(Object key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(("1:" + key).getBytes(StandardCharsets.UTF_8));
  }

  private static Refusal badCursor() {
    return new Refusal.Malformed("The cursor is none that a list has given out.");
  }
}
