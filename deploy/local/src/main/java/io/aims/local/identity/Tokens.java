package io.aims.local.identity;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.aims.local.stack.Trouble;

/** Gets bearer tokens for demo accounts from the running Keycloak. */
public final class Tokens {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final String realmUrl;
  private final Accounts accounts;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  public Tokens(String realmUrl, Accounts accounts) {
    this.realmUrl = realmUrl;
    this.accounts = accounts;
  }

  /** A fresh access token, valid for five minutes. */
  public String bearer(String role, String org) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(realmUrl + "/protocol/openid-connect/token"))
        .timeout(PATIENCE)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form(accounts.grant(role, org))))
        .build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      var answer = new ObjectMapper().readTree(response.body());
      if (response.statusCode() != 200) {
        throw new Trouble("Keycloak gave no token for %s of %s: %s".formatted(role, org,
            answer.path("error_description").asText(response.body())));
      }
      return answer.path("access_token").asText();
    } catch (ConnectException e) {
      throw new Trouble("Keycloak does not answer at " + realmUrl + ": start it with ./aims up.");
    } catch (IOException e) {
      throw new Trouble("Keycloak at " + realmUrl + " gave no usable answer: " + e.getMessage());
    }
  }

  static String form(List<String> namesAndValues) {
    var form = new StringJoiner("&");
    for (var i = 0; i < namesAndValues.size(); i += 2) {
      form.add(namesAndValues.get(i) + "=" + URLEncoder.encode(namesAndValues.get(i + 1), StandardCharsets.UTF_8));
    }
    return form.toString();
  }
}
