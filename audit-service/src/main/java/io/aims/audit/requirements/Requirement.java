package io.aims.audit.requirements;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One auditable node of the standard: a clause leaf (4 to 10) or a control of Annex A. Ids and titles are the standard's, descriptions are our own.
 *
 * @param phase where a clause stands in the Plan-Do-Check-Act cycle; null for a control
 * @param documentedInformation whether a clause asks for documented information; null for a control
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Requirement(String id, Kind kind, Group group, String title, String description, @Nullable Phase phase,
    @Nullable Boolean documentedInformation) {

  @Schema(name = "RequirementKind")
  public enum Kind {
    CLAUSE, CONTROL
  }

  public enum Phase {
    PLAN, DO, CHECK, ACT
  }

  /** The clause or control objective that a node belongs to. */
  public record Group(String id, String title) {}
}
