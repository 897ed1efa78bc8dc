package io.aims.faults.check;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.aims.faults.load.Org;
import io.aims.faults.stack.StackUnderTest;
import io.aims.local.story.Answer;
import io.aims.local.story.Portal;
import io.aims.local.story.StoryBroken;

/** Has an evidence pack of a whole ledger made and gives it to {@code ./aims verify}, as an auditor would. */
public final class Packs {
  private final StackUnderTest stack;
  private final Portal portal;

  public Packs(StackUnderTest stack, Portal portal) {
    this.stack = stack;
    this.portal = portal;
  }

  /** What the verification objects to; empty when the pack is verified. */
  public List<String> breaches(Org org) throws IOException, InterruptedException {
    var auditor = portal.as("internal-auditor", org.alias());
    Answer issued;
    try {
      issued = Portal.until(Duration.ofSeconds(20),
          () -> auditor.post("/v1/evidence-packs", Map.of("reason", "is the ledger complete?")),
          answer -> answer.status() == 201);
    } catch (StoryBroken e) {
      return List.of("evidence packs verify: that of %s is not issued: %s".formatted(org.alias(), e.getMessage()));
    }
    var file = Files.write(Files.createTempFile(stack.home().run(), "pack-" + org.alias(), ".zip"),
        auditor.get("/v1/evidence-packs/" + issued.id() + "/content").expect(200).bytes());
    try {
      var command = new ProcessBuilder(stack.home().project().resolve("aims").toString(), "verify", file.toString())
          .redirectErrorStream(true);
      command.environment().put("AIMS_HOME", stack.home().root().toString());
      var process = command.start();
      var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return process.waitFor() == 0
          ? List.of()
          : List.of("evidence packs verify: that of %s does not: %s".formatted(
              org.alias(), said.strip()));
    } finally {
      Files.delete(file);
    }
  }
}
