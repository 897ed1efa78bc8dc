package io.aims.incident.concern;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.aims.platform.refusal.Refusal;

/** What a concern has to do with; one document, as Hibernate Reactive maps JSON objects and no JSON arrays. */
record Links(List<Link> all) {
  private static final int MOST = 50;

  Links {
    all = List.copyOf(all);
  }

  /** An incident or a risk of the organisation. */
  @Schema(name = "ConcernLink")
  record Link(Kind kind, UUID id) {}

  /** What can be linked. */
  @Schema(name = "ConcernLinkKind")
  enum Kind {
    INCIDENT, RISK
  }

  Links with(Link link) {
    if (all.contains(link)) {
      throw new Refusal.Taken("This link is there already.");
    }
    if (all.size() == MOST) {
      throw new Refusal.Invalid("id", "must be one of at most " + MOST + " links");
    }
    return new Links(Stream.concat(all.stream(), Stream.of(link)).toList());
  }
}
