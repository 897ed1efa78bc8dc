package io.aims.platform.openapi;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

import io.aims.platform.refusal.TypicalRefusal;

/**
 * What an operation takes, and thereby how it can refuse.
 *
 * @param guarded whether it takes a token
 * @param inPath whether something in its path can be unknown
 * @param inQuery whether its query can be malformed
 * @param conditional whether it takes {@code If-Match}
 * @param body whether it takes one that it reads itself
 */
record Shape(boolean guarded, boolean inPath, boolean inQuery, boolean conditional, boolean body) {

  static Shape of(Operation operation) {
    var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
    var body = operation.getRequestBody();
    return new Shape(operation.getSecurity() != null && !operation.getSecurity().isEmpty(),
        parameters.stream().anyMatch(it -> it.getIn() == Parameter.In.PATH),
        parameters.stream().anyMatch(it -> it.getIn() == Parameter.In.QUERY),
        parameters.stream().anyMatch(it -> it.getName().equals("If-Match")),
        body != null && body.getContent().getMediaTypes().keySet().stream().anyMatch(it -> it.contains("json")));
  }

  Set<TypicalRefusal> refusals() {
    var refusals = EnumSet.noneOf(TypicalRefusal.class);
    if (guarded) {
      refusals.add(TypicalRefusal.UNAUTHENTICATED);
      refusals.add(TypicalRefusal.FORBIDDEN);
    }
    if (inPath) {
      refusals.add(TypicalRefusal.NOT_FOUND);
    }
    if (inQuery || body) {
      refusals.add(TypicalRefusal.MALFORMED);
    }
    if (body) {
      refusals.add(TypicalRefusal.INVALID);
    }
    if (conditional) {
      refusals.add(TypicalRefusal.STALE);
      refusals.add(TypicalRefusal.CONDITION_MISSING);
    }
    return refusals;
  }
}
