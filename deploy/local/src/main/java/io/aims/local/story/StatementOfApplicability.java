package io.aims.local.story;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The organisation's Statement of Applicability: drawn up by one person, approved by another, read by all. */
final class StatementOfApplicability {
  private static final String PATH = "/v1/statement-of-applicability";
  private final Portal.Account author;
  private final Portal.Account approver;

  StatementOfApplicability(Portal.Account author, Portal.Account approver) {
    this.author = author;
    this.approver = approver;
  }

  /** Draws the statement up and has it approved, unless an earlier telling has done so. */
  void prepare(Narrator narrator) {
    var current = author.get(PATH);
    if (current.status() == 404) {
      current = author.post(PATH, Map.of("reason", "start of the management system", "everyLine",
          Map.of("reasons", List.of(Map.of("kind", "BASELINE")), "implementation", "IMPLEMENTED"))).expect(201);
    }
    if (!current.expect(current.status() == 201 ? 201 : 200).body().path("state").asText().equals("APPROVED")) {
      current = approver.post(PATH + "/approval", current.etag(),
          Map.of("revision", current.body().path("revision").asInt(), "reason", "complete and justified")).expect(200);
    }
    narrator.says(
        "The Statement of Applicability is in place: %d controls, revision %d, approved by another person than its author.",
        current.body().path("lines").size(), current.body().path("revision").asInt());
  }

  /** The controls that {@code incident} has downgraded in this answer. */
  static List<String> downgradedBy(Answer statement, String incident) {
    return StreamSupport.stream(statement.body().path("lines").spliterator(), false)
        .filter(line -> line.path("downgrades").findValuesAsText("incidentId").contains(incident))
        .map(line -> line.path("control").asText())
        .toList();
  }
}
