package io.aims.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import io.aims.local.identity.Accounts;
import io.aims.local.identity.Tokens;
import io.aims.local.story.FairnessAlert;
import io.aims.local.story.Narrator;
import io.aims.local.story.Portal;
import io.aims.local.story.Story;
import io.aims.local.story.Verification;

/** {@code demo}: tells the story on the running stack and checks every step of it. */
public final class Demo {
  private Demo() {}

  public static void main(String[] arguments) throws IOException {
    var home = Path.of(System.getProperty("aims.home"));
    var accounts = Accounts.read(Path.of(System.getProperty("aims.accounts")));
    var portal = new Portal(System.getProperty("aims.gateway.url"),
        new Tokens(System.getProperty("aims.realm.url"), accounts));
    var folder = Files.createDirectories(home.resolve("demo"));
    var story = new Story(portal, accounts, new Narrator(System.out), new Verification(Demo::verifier), folder,
        FairnessAlert.at(Instant.now()));
    story.tell();
  }

  private static ProcessBuilder verifier(Path pack) {
    return new ProcessBuilder(Path.of(System.getenv("AIMS_PROJECT")).resolve("aims").toString(), "verify",
        pack.toString());
  }
}
