package io.aims.platform.test;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A server that answers as Keycloak does who asks for a token of the directory's client and for a member of an organisation;
 * {@code aims.directory.url}, {@code aims.directory.realm} and {@code aims.directory.secret} point the service under test at
 * it. Tests say who is a member, and what it does, by {@link TestDirectory}.
 */
public class DirectoryTestResource implements QuarkusTestResourceLifecycleManager {
  private DirectoryServer server;

  @Override
  public Map<String, String> start() {
    server = new DirectoryServer();
    Bridge.offer(Register.class, server);
    return Map.of("aims.directory.url", server.url(), "aims.directory.realm", DirectoryServer.REALM,
        "aims.directory.secret", DirectoryServer.SECRET);
  }

  @Override
  public void stop() {
    Bridge.withdraw(Register.class);
    server.close();
  }

  /** What tests may ask of the server. */
  public interface Register {

    String url();

    void enter(String organisation, String user, String json);

    void strike(String organisation, String user);

    /** {@code organisation/user}, once for each time. */
    List<String> asked();

    int tokensGiven();

    void revokeTokens();

    void forget();

    void serve();

    void failForNow();

    void hang();
  }
}
