package io.aims.gateway;

import java.net.URI;
import java.util.Map;

/**
 * What the services answer where a test needs more than an echo: AI systems whose ids end in 360 (all is well), 404
 * (unknown), 403 (incidents are not for this caller), 500 (audit-service is broken) and 700 (risk-service is slow), and the services' own OpenAPI
 * documents.
 */
final class Scenery {
  static final String SYSTEM = "0190a000-0000-7000-8000-000000000";

  private static final String INCIDENT = "0190a000-0000-7000-8000-00000000abcd";
  private static final Map<String, String> ANSWERS = Map.of(
      "/v1/ai-systems", """
          {"id":"%s","reference":"AIS-0001","name":"Credit scoring","version":3}""".formatted(SYSTEM + "360"),
      "/v1/risks", """
          {"items":[{"id":"r1","reference":"RSK-0001","state":"FLAGGED","flags":[{"incidentId":"%s"}]},
                    {"id":"r2","reference":"RSK-0002","state":"ACCEPTED","flags":[]},
                    {"id":"r3","reference":"RSK-0003","state":"ASSESSING","flags":[]}],"nextCursor":null}"""
          .formatted(INCIDENT),
      "/v1/risk-assessments", """
          {"items":[{"id":"a1","reference":"RA-0001","state":"DECIDED"}],"nextCursor":null}""",
      "/v1/statement-of-applicability", """
          {"id":"s1","state":"APPROVED","revision":2,"counts":{"downgraded":1},
           "lines":[{"control":"A.6.2.4","title":"Verification","live":"DOWNGRADED",
                     "downgrades":[{"incidentId":"%s"}]}]}""".formatted(INCIDENT),
      "/v1/incidents", """
          {"items":[{"id":"%s","reference":"INC-0001","state":"TRIAGE"}],"nextCursor":null}""".formatted(INCIDENT),
      "/v1/nonconformities", """
          {"items":[{"id":"n1","reference":"NC-0001","state":"RAISED"},
                    {"id":"n2","reference":"NC-0002","state":"CLOSED"}],"nextCursor":"abc"}""",
      "/v1/openapi", """
          {"openapi":"3.1.0","paths":{
             "/v1/models":{"get":{"security":[{"SecurityScheme":["system-owner"]}],"responses":{"200":{"content":{
               "application/json":{"schema":{"$ref":"#/components/schemas/View"}}}}}}},
             "/v1/dead-letters":{"get":{}},"/v1/dead-letters/{id}":{"get":{}},
             "/q/health":{"get":{}}},
           "components":{"schemas":{"View":{"properties":{"next":{"$ref":"#/components/schemas/View"}}}},
             "securitySchemes":{"SecurityScheme":{"type":"openIdConnect"}}}}""");

  private Scenery() {}

  static boolean answers(URI target) {
    return ANSWERS.containsKey(path(target))
        && (target.toString().contains(SYSTEM) || target.toString().contains("live=")
            || target.toString().startsWith("/v1/openapi"));
  }

  static boolean isSlow(URI target) {
    return target.toString().contains(SYSTEM + "700") && path(target).startsWith("/v1/risk");
  }

  static int status(URI target) {
    if (target.getPath().endsWith(SYSTEM + "404")) {
      return 404;
    }
    if (target.toString().contains(SYSTEM + "403") && path(target).equals("/v1/incidents")) {
      return 403;
    }
    return target.toString().contains(SYSTEM + "500") && path(target).equals("/v1/nonconformities") ? 500 : 200;
  }

  static Object body(URI target) {
    return status(target) == 200
        ? ANSWERS.get(path(target))
        : "{\"type\":\"urn:aims:problem:test\",\"title\":\"Test\",\"status\":%d}".formatted(status(target));
  }

  private static String path(URI target) {
    return target.getPath().replaceAll("/" + SYSTEM + "\\d+$", "");
  }
}
