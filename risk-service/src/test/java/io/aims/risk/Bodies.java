package io.aims.risk;

import java.util.UUID;

/** Requests as clients send them. */
public final class Bodies {
  public static final String TREATMENT = """
      {"option":"MODIFY","actions":[{"description":"Reweigh the training data","dueOn":"2999-01-31"}],"reason":"planned with the team"}""";

  private Bodies() {}

  public static String risk(UUID system, UUID owner) {
    return """
        {"systemId":"%s","theme":"FAIRNESS","taxonomy":"MIT_AI_RISK","taxonomyId":"1.1","title":"Unequal treatment",
         "cause":"Training data carry past inequality","consequence":"Groups are refused more often","ownerId":"%s"}"""
        .formatted(system, owner);
  }

  public static String score(String kind, int likelihood, int consequence) {
    return """
        {"kind":"%s","likelihood":%d,"consequence":%d,"reason":"judged in the workshop"}"""
        .formatted(kind, likelihood, consequence);
  }

  public static String handOver(UUID to) {
    return """
        {"ownerId":"%s","reason":"she answers for lending"}""".formatted(to);
  }

  public static String accept(int revision) {
    return """
        {"revision":%d,"reason":"we can live with it"}""".formatted(revision);
  }
}
