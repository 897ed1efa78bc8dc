package io.aims.platform.refusal;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The body of every error (RFC 9457): a stable type, a title, the status, and what helps to put it right. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable List<Refusal.Violation> violations,
    @Nullable String state,
    @Nullable Set<String> allowed) {

  /** Media type of problem details. */
  public static final String MEDIA_TYPE = "application/problem+json";
  private static final String TYPES = "urn:aims:problem:";

  public static Problem of(String type, String title, int status, @Nullable String detail) {
    return new Problem(TYPES + type, title, status, detail, null, null, null);
  }

  Problem with(List<Refusal.Violation> broken) {
    return new Problem(type, title, status, detail, broken, state, allowed);
  }

  Problem with(String present, Set<String> possible) {
    return new Problem(type, title, status, detail, violations, present, new java.util.TreeSet<>(possible));
  }
}
