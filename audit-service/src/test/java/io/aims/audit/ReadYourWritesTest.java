package io.aims.audit;

import static org.hamcrest.Matchers.containsString;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.aims.platform.identity.Role;
import io.aims.platform.test.RealEngines;
import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** The ledger listens to its own service, too, but a read never waits for what is in the database that it reads. */
@QuarkusTest
@QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "audit"))
class ReadYourWritesTest {
  private final UUID id = UUID.randomUUID();

  @Test
  void what_this_service_owns_is_not_waited_for() {
    requirementsAfter("audit-service." + id + ".9").statusCode(200);
  }

  @Test
  void what_others_own_is() {
    requirementsAfter("audit-service." + id + ".9, risk-service." + id + ".1").statusCode(503)
        .body("detail", containsString("risk-service"));
  }

  private static ValidatableResponse requirementsAfter(String seen) {
    return Neighbours.as(TestRealm.ACME, Role.GOVERNANCE_OFFICER)
        .header("Aims-After", seen)
        .get("/v1/requirements")
        .then();
  }
}
