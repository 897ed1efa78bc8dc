package io.aims.platform.web;

import java.util.List;
import java.util.function.Function;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** One page of a list: its items and, when more follow, the cursor of the next page. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  /** Cuts {@code fetched}, which was queried with a limit of {@link #fetch}, into a page; {@code key} is what the query sorts by. */
  public static <T> Page<T> cut(List<T> fetched, PageRequest request, Function<T, Object> key) {
    if (fetched.size() <= request.limit) {
      return new Page<>(List.copyOf(fetched), null);
    }
    var items = List.copyOf(fetched.subList(0, request.limit));
    return new Page<>(items, PageRequest.cursor(key.apply(items.getLast())));
  }

  /** How many rows to query for {@code request}: one more than shown tells whether more follow. */
  public static int fetch(PageRequest request) {
    return request.limit + 1;
  }

  public <R> Page<R> map(Function<? super T, R> view) {
    return new Page<>(items.stream().<R>map(view).toList(), nextCursor);
  }

  /** 200 with a {@code Link: rel="next"} header (RFC 8288) when more follow. */
  public Response answer(UriInfo here) {
    var answer = Response.ok(this);
    if (nextCursor != null) {
      var next = here.getRequestUriBuilder().replaceQueryParam("cursor", nextCursor).build();
      answer.header("Link", "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"");
    }
    return answer.build();
  }
}
