package io.aims.faults.check;

import java.util.List;

/** What services keep of what others own, by the plan of the release: each says the same as the owner's own rows. */
final class ReadModels {
  private static final String SYSTEM = "select tenant, id, concat_ws('|', reference, name, stage, owner_id) from ai_system";

  /**
   * A read model.
   *
   * @param original what the owner has: organisation, id, facts
   * @param copy what the reader has, in the same form
   */
  record ReadModel(String name, String owner, String original, String reader, String copy) {}

  static final List<ReadModel> ALL = List.of(
      new ReadModel("systems in risk-service", "inventory", SYSTEM, "risk", """
          select tenant, id, concat_ws('|', facts ->> 'reference', facts ->> 'name', facts ->> 'lifecycleStage',
            facts ->> 'ownerId') from known_system"""),
      new ReadModel("systems in incident-service", "inventory", SYSTEM, "incident", """
          select tenant, id, concat_ws('|', reference, name, lifecycle_stage, owner_id) from known_system"""),
      new ReadModel("systems in audit-service", "inventory", "select tenant, id, '' from ai_system", "audit",
          "select tenant, system_id, '' from known_system"),
      new ReadModel("incidents in audit-service", "incident", """
          select tenant, id, concat_ws('|', case_id, system_id, recurrence_of, merged_into, state = 'DISMISSED')
          from incident""", "audit", """
          select tenant, incident_id, concat_ws('|', case_id, system_id, recurrence_of, merged_into, dismissed)
          from incident_case"""),
      new ReadModel("incidents in risk-service", "incident",
          "select tenant, id, concat_ws('|', kind, state = 'DISMISSED') from incident", "risk",
          "select tenant, id, concat_ws('|', kind, dismissed) from known_incident"),
      new ReadModel("risks in incident-service", "risk", "select tenant, id, reference from risk", "incident",
          "select tenant, id, reference from known_risk"),
      new ReadModel("nonconformities in incident-service", "audit", """
          select tenant, id, concat_ws('|', origin_id, reference, grade) from nonconformity
          where origin_kind = 'INCIDENT'""", "incident", """
          select tenant, id, concat_ws('|', incident_id, reference, grade) from linked_nonconformity"""));

  private ReadModels() {}
}
