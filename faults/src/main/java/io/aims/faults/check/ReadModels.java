package io.aims.faults.check;

import java.util.List;

/** What services keep of what others own, by the plan of the release: each says the same as the owner's own rows. */
final class ReadModels {

  /**
   * A read model.
   *
   * @param original what the owner has: organisation, id, facts
   * @param copy what the reader has, in the same form
   */
  record ReadModel(String name, String owner, String original, String reader, String copy) {}

  static final List<ReadModel> ALL = List.of(
      new ReadModel("systems in risk-service", "inventory",
          """
              select tenant, id, jsonb_build_array(reference, name, stage, owner_id, profile -> 'domain', profile -> 'origin',
                profile -> 'autonomyLevel', profile -> 'oversightMode', profile -> 'personalData', profile -> 'generative',
                profile -> 'affectedGroups')::text from ai_system""",
          "risk",
          """
              select tenant, id, jsonb_build_array(facts -> 'reference', facts -> 'name', facts -> 'lifecycleStage',
                facts -> 'ownerId', facts -> 'domain', facts -> 'origin', facts -> 'autonomyLevel',
                facts -> 'oversightMode', facts -> 'personalData', facts -> 'generative', facts -> 'affectedGroups')::text
              from known_system"""),
      new ReadModel("systems in incident-service", "inventory",
          "select tenant, id, jsonb_build_array(reference, name, stage, owner_id)::text from ai_system", "incident",
          "select tenant, id, jsonb_build_array(reference, name, lifecycle_stage, owner_id)::text from known_system"),
      new ReadModel("systems in audit-service", "inventory", "select tenant, id, '' from ai_system", "audit",
          "select tenant, system_id, '' from known_system"),
      new ReadModel("incidents in audit-service", "incident", """
          select tenant, id, jsonb_build_array(case_id, system_id, recurrence_of, split_from, merged_into,
            state = 'DISMISSED')::text from incident""", "audit", """
          select tenant, incident_id, jsonb_build_array(case_id, system_id, recurrence_of, split_from, merged_into,
            dismissed)::text from incident_case"""),
      new ReadModel("incidents in risk-service", "incident",
          "select tenant, id, jsonb_build_array(kind, state = 'DISMISSED')::text from incident", "risk",
          "select tenant, id, jsonb_build_array(kind, dismissed)::text from known_incident"),
      new ReadModel("risks in incident-service", "risk", "select tenant, id, reference from risk", "incident",
          "select tenant, id, reference from known_risk"),
      new ReadModel("nonconformities in incident-service", "audit", """
          select tenant, id, jsonb_build_array(origin_id, reference, grade)::text from nonconformity
          where origin_kind = 'INCIDENT'""", "incident", """
          select tenant, id, jsonb_build_array(incident_id, reference, grade)::text from linked_nonconformity"""));

  private ReadModels() {}
}
