package io.aims.faults.check;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import io.aims.faults.check.Evidence.Claim;
import io.aims.faults.load.Org;
import io.aims.local.story.Portal;

/** Asks the ledger, as an auditor would, whether it holds all that the services have signed for. */
public final class Claims {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final Portal portal;
  private final Books books;

  public Claims(Portal portal, Books books) {
    this.portal = portal;
    this.books = books;
  }

  /** What it says as soon as all streams are complete up to their heads, or at the latest after {@link #PATIENCE}. */
  public List<Claim> await() throws SQLException, InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var heads = books.heads();
      var claims = ask();
      if (heads.stream()
          .allMatch(head -> claims
              .contains(new Claim(head.service(), head.tenant(), "COMPLETE", head.size(), head.digest())))
          || System.nanoTime() - deadline > 0) {
        return claims;
      }
      Thread.sleep(200);
    }
  }

  private List<Claim> ask() {
    var claims = new ArrayList<Claim>();
    for (var org : Org.values()) {
      var answer = portal.as("internal-auditor", org.alias()).get("/v1/ledger/completeness");
      if (answer.status() == 200) {
        answer.body()
            .path("streams")
            .forEach(stream -> claims.add(new Claim(stream.path("service").asText().replace("-service", ""),
                org.tenant(), stream.path("state").asText(), stream.path("claimed").asLong(),
                HexFormat.of().formatHex(Base64.getDecoder().decode(stream.path("digest").asText())))));
      }
    }
    return claims;
  }
}
