package io.aims.local.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks an HTTP address whether it answers with success. */
final class Probe {
  private static final Duration QUICK = Duration.ofSeconds(3);
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(QUICK).build();

  private Probe() {}

  static boolean succeeds(String url) throws InterruptedException {
    try {
      return CLIENT.send(request(url), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  static boolean succeeds(String url, String token) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(url))
          .timeout(PATIENT)
          .header("Authorization", "Bearer " + token)
          .build();
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The names of the checks that a health address reports as down; "no answer" when it reports nothing. */
  static String failedChecks(String url) throws InterruptedException {
    try {
      var report = new ObjectMapper().readTree(CLIENT.send(request(url), BodyHandlers.ofString()).body());
      return StreamSupport.stream(report.path("checks").spliterator(), false)
          .filter(check -> !check.path("status").asText().equals("UP"))
          .map(check -> check.path("name").asText())
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      return "no answer";
    }
  }

  private static HttpRequest request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(QUICK).build();
  }
}
