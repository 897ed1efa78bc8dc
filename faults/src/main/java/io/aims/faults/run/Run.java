package io.aims.faults.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.aims.faults.check.Books;
import io.aims.faults.check.Calm;
import io.aims.faults.check.Checker;
import io.aims.faults.check.Claims;
import io.aims.faults.check.Evidence;
import io.aims.faults.check.Mails;
import io.aims.faults.check.Packs;
import io.aims.faults.check.Topics;
import io.aims.faults.load.ClientLog;
import io.aims.faults.load.Load;
import io.aims.faults.load.Org;
import io.aims.faults.stack.StackUnderTest;
import io.aims.local.mail.MailFolder;
import io.aims.local.story.Portal;

/** Runs one scenario after the other on one stack; the checker remembers all of them. */
public final class Run implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private final StackUnderTest stack;
  private static final int READINGS = 10;
  private final Portal portal;
  private final Topics topics;
  private final Books books;
  private final Calm calm;
  private final Packs packs;
  private final Claims claims;
  private final MemoryLimits memory;
  private final Set<UUID> strangers = new HashSet<>();
  private int runs;

  public Run(StackUnderTest stack, MemoryLimits memory) {
    this.stack = stack;
    this.portal = stack.portal();
    this.topics = new Topics(stack.kafka());
    this.books = new Books(stack::database, topics, new Mails(MailFolder.of(stack.home()), stack.accounts()));
    this.calm = new Calm(stack);
    this.packs = new Packs(stack, portal);
    this.claims = new Claims(portal, books);
    this.memory = memory;
  }

  public Result of(Scenario scenario, long seed) throws Exception {
    var begun = System.nanoTime();
    books.beginRun();
    var load = new Load(portal, stack.accounts(), seed, scenario.plan(), ++runs,
        PATIENCE.plus(scenario.plan().length()));
    load.setScene();
    scenario.arm(stack);
    load.begin();
    var recoveries = scenario.play(stack, load);
    stack.calm();
    load.end();
    var ended = System.nanoTime();
    var breaches = new ArrayList<String>();
    calm.await().forEach(lacking -> breaches.add("calm within a minute: " + lacking));
    var calmMillis = millis(ended);
    if (!calm.awaitMails()) {
      breaches.add("whoever has to be told is told: somebody still waits for a mail");
    }
    var waitedFor = calm.waitedFor();
    var toldMillis = millis(ended);
    strangers.addAll(scenario.strangers());
    breaches.addAll(Checker.breaches(evidence(load.log(), breaches)));
    breaches.addAll(Enough.breaches(scenario.plan(), scenario.accepted(), load.log()));
    breaches.addAll(scenario.breaches());
    recoveries.stream()
        .filter(recovery -> recovery.millis() < 0)
        .forEach(recovery -> breaches.add("recovery: no 2xx within a minute after " + recovery.kind()));
    breaches.addAll(packs(runs));
    var peaks = stack.peakMemory();
    breaches.addAll(memory.breaches(peaks));
    return Result.of(seed, scenario, load.log(), breaches, recoveries, calmMillis, waitedFor, toldMillis, millis(begun),
        peaks);
  }

  /** Services speak by themselves when something is due: what was read while they did is read again. */
  private Evidence evidence(ClientLog log, List<String> breaches) throws Exception {
    for (var reading = 1;; reading++) {
      var ends = books.ends();
      calm.await();
      calm.awaitMails();
      var evidence = books.gather(log, strangers, claims.await());
      var silent = ends.equals(books.ends());
      if (!silent && reading == READINGS) {
        breaches
            .add("calm within a minute: services went on speaking while they were read %d times".formatted(READINGS));
      }
      if (silent || reading == READINGS) {
        return evidence;
      }
    }
  }

  /** A pack of everything grows with every run: the two organisations take turns. */
  private List<String> packs(int run) throws Exception {
    return packs.breaches(run % 4 == 0 ? Org.ACME : Org.GLOBEX);
  }

  private static long millis(long since) {
    return (System.nanoTime() - since) / 1_000_000;
  }

  @Override
  public void close() {
    topics.close();
    calm.close();
  }
}
