package io.aims.platform.web;

import java.net.URI;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;

/** Answers that carry one aggregate: its view and its version as a strong ETag. */
public final class Answers {
  private Answers() {}

  /** 200 with the view and the ETag of {@code version}. */
  public static Response ok(Object view, int version) {
    return Response.ok(view).tag(tag(version)).build();
  }

  /** 201 with the view, its place below {@code /v1} and its ETag. */
  public static Response created(String path, Object view, int version) {
    return Response.created(URI.create("/v1" + path)).entity(view).tag(tag(version)).build();
  }

  /** 202 with the view and its ETag: what was asked for is going on. */
  public static Response accepted(Object view, int version) {
    return Response.accepted(view).tag(tag(version)).build();
  }

  private static EntityTag tag(int version) {
    return new EntityTag(Integer.toString(version));
  }
}
