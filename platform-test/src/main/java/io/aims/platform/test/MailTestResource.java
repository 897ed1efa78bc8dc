package io.aims.platform.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A real SMTP server on a free port, to which the service under test is pointed by {@code aims.mail.host} and
 * {@code aims.mail.port}. Tests see what it took, and tell it what to do, by {@link TestMail}.
 */
public class MailTestResource implements QuarkusTestResourceLifecycleManager {
  static final String SENDER = "X-Envelope-From";
  static final String RECIPIENTS = "X-Envelope-To";
  private Office office;

  @Override
  public Map<String, String> start() {
    office = new Office();
    Bridge.offer(Counter.class, office);
    return Map.of("aims.mail.host", "127.0.0.1", "aims.mail.port", Integer.toString(office.port()));
  }

  @Override
  public void stop() {
    Bridge.withdraw(Counter.class);
    office.serve();
    office.goAway();
  }

  /** What tests may ask of the server. */
  public interface Counter {

    /** Every mail as it came, behind the headers {@code X-Envelope-From} and {@code X-Envelope-To}. */
    List<byte[]> taken();

    void forget();

    int port();

    void serve();

    void refuseForNow();

    void refuseForNow(String recipient);

    void refuse(String recipient);

    void hang();

    void takeWithoutAnswer();

    void goAway();
  }

  /** The server and its mails. */
  private static final class Office implements Counter {
    private final List<byte[]> taken = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private SMTPServer server;
    private final Set<String> refusedForNow = ConcurrentHashMap.newKeySet();
    private boolean refusesForNow;
    private boolean hangs;
    private boolean answersNoMail;

    Office() {
      server = open(0);
    }

    private SMTPServer open(int port) {
      var opened = SMTPServer.port(port)
          .bindAddress(InetAddress.getLoopbackAddress())
          .hostName("localhost")
          .insertReceivedHeaders(false)
          .messageHandlerFactory(context -> new Dialogue(this))
          .build();
      opened.start();
      return opened;
    }

    @Override
    public List<byte[]> taken() {
      return List.copyOf(taken);
    }

    @Override
    public void forget() {
      taken.clear();
    }

    @Override
    public synchronized int port() {
      return server.getPortAllocated();
    }

    @Override
    public synchronized void serve() {
      refused.clear();
      refusedForNow.clear();
      refusesForNow = false;
      hangs = false;
      answersNoMail = false;
      notifyAll();
      if (!server.isRunning()) {
        server = open(port());
      }
    }

    @Override
    public synchronized void refuseForNow() {
      refusesForNow = true;
    }

    @Override
    public void refuseForNow(String recipient) {
      refusedForNow.add(recipient);
    }

    @Override
    public void refuse(String recipient) {
      refused.add(recipient);
    }

    @Override
    public synchronized void hang() {
      hangs = true;
    }

    @Override
    public synchronized void takeWithoutAnswer() {
      answersNoMail = true;
    }

    @Override
    public synchronized void goAway() {
      server.stop();
    }

    private synchronized void answerTo(String recipient) throws RejectException {
      await(() -> !hangs);
      if (refusesForNow || refusedForNow.contains(recipient)) {
        throw new RejectException(451, "4.3.2 not now, try again later");
      }
      if (refused.contains(recipient)) {
        throw new RejectException(550, "5.1.1 there is no " + recipient);
      }
    }

    private void take(byte[] mail) {
      taken.add(mail);
      await(() -> !answersNoMail);
    }

    /** For as long as nobody changes it. */
    private synchronized void await(BooleanSupplier condition) {
      try {
        while (!condition.getAsBoolean()) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One mail on its way in. */
  private static final class Dialogue implements MessageHandler {
    private final Office office;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    Dialogue(Office office) {
      this.office = office;
    }

    @Override
    public void from(String from) {
      sender = from;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      office.answerTo(recipient);
      recipients.add(recipient);
    }

    @Override
    public String data(InputStream mail) throws IOException {
      var whole = new ByteArrayOutputStream();
      whole.writeBytes("%s: %s\r\n%s: %s\r\n".formatted(SENDER, sender, RECIPIENTS, String.join(",", recipients))
          .getBytes(StandardCharsets.UTF_8));
      mail.transferTo(whole);
      office.take(whole.toByteArray());
      return "2.0.0 taken";
    }

    @Override
    public void done() {
      // nothing is left open
    }
  }
}
