package io.aims.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

import io.aims.platform.test.TestRealm;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * What surrounds the gateway in its tests: a realm, Keycloak's authorization services, and the four services as echoes.
 * Nothing listens at the address of risk-service until a test starts an {@link Echo} there.
 */
public class World implements QuarkusTestResourceLifecycleManager {
  static final String RISK_PORT = "aims.test.risk.port";
  private static final Map<String, String> SETTINGS = new HashMap<>();

  @Override
  public Map<String, String> start() {
    synchronized (SETTINGS) {
      if (SETTINGS.isEmpty()) {
        var riskPort = freePort();
        System.setProperty(RISK_PORT, Integer.toString(riskPort));
        SETTINGS.putAll(Map.of(
            "aims.oidc.url", FakeKeycloak.start(TestRealm.start()),
            "aims.inventory.url", Echo.start("inventory", 0).url(),
            "aims.risk.url", "http://127.0.0.1:" + riskPort,
            "aims.incident.url", Echo.start("incident", 0).url(),
            "aims.audit.url", Echo.start("audit", 0).url(),
            "aims.gateway.upstream.read-timeout", "1S",
            "aims.gateway.entry.body-time", "1S",
            "quarkus.http.test-port", "0",
            "quarkus.management.test-port", "0"));
      }
      return SETTINGS;
    }
  }

  @Override
  public void stop() {
    // It serves all test classes of this JVM and ends with it.
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
