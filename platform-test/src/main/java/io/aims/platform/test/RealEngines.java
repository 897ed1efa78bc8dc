package io.aims.platform.test;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Starts PostgreSQL, Kafka and the test realm, once per JVM, and points the service under test at them; use as
 * {@code @QuarkusTestResource(value = RealEngines.class, initArgs = @ResourceArg(name = "context", value = "risk"))}.
 */
public class RealEngines implements QuarkusTestResourceLifecycleManager {
  private static final Map<String, String> SETTINGS = new HashMap<>();
  private String context = "";

  @Override
  public void init(Map<String, String> args) {
    context = args.get("context");
  }

  @Override
  public Map<String, String> start() {
    synchronized (SETTINGS) {
      if (SETTINGS.isEmpty()) {
        var postgres = TestPostgres.start(context);
        SETTINGS.putAll(Map.of(
            "aims.db.port", Integer.toString(postgres.port()),
            "aims.db.owner.password", "owner",
            "aims.db.app.password", "app",
            "aims.db.worker.password", "worker",
            "aims.kafka.bootstrap", TestKafka.start().bootstrap(),
            "aims.oidc.url", TestRealm.start(),
            "quarkus.http.test-port", "0",
            "quarkus.management.test-port", "0",
            "aims.test.context", context));
        System.setProperty("aims.test.kafka", SETTINGS.get("aims.kafka.bootstrap"));
        System.setProperty("aims.test.db",
            "jdbc:postgresql://127.0.0.1:%d/aims_%s".formatted(postgres.port(), context));
      }
      return SETTINGS;
    }
  }

  @Override
  public void stop() {
    // The engines serve all test classes of this JVM and end with it.
  }
}
