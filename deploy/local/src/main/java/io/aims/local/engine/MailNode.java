package io.aims.local.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.TooMuchDataException;
import org.subethamail.smtp.server.SMTPServer;

import io.aims.local.mail.MailFolder;

/** The program of the mail process: takes every mail over SMTP on loopback, keeps it in a folder, and passes none on. */
public final class MailNode {
  private static final int LARGEST = 1024 * 1024;
  private static final int CONNECTIONS = 50;
  private static final int RECIPIENTS = 100;

  private MailNode() {}

  /** Arguments: data folder, port. */
  public static void main(String[] arguments) throws IOException {
    var server = serve(MailFolder.in(Path.of(arguments[0])), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
  }

  /** @param port 0 for any */
  static SMTPServer serve(MailFolder folder, int port) throws IOException {
    folder.open();
    var server = SMTPServer.port(port)
        .bindAddress(InetAddress.getLoopbackAddress())
        .hostName("localhost")
        .softwareName("Aims")
        .maxMessageSize(LARGEST)
        .maxConnections(CONNECTIONS)
        .maxRecipients(RECIPIENTS)
        .insertReceivedHeaders(false)
        .messageHandlerFactory(context -> new Intake(folder))
        .build();
    server.start();
    return server;
  }

  /** Takes one mail; the answer to its last line is the promise that it is on disk. */
  private static final class Intake implements MessageHandler {
    private final MailFolder folder;
    private final List<String> recipients = new ArrayList<>();

    Intake(MailFolder folder) {
      this.folder = folder;
    }

    @Override
    public void from(String sender) {
      // it stands in the mail as well
    }

    @Override
    public void recipient(String recipient) {
      recipients.add(recipient);
    }

    @Override
    public String data(InputStream mail) throws RejectException, IOException {
      try {
        var file = folder.keep(recipients, new Limited(mail));
        System.out.printf("%s %s to %s%n", LocalTime.now().truncatedTo(ChronoUnit.MILLIS), file.getFileName(),
            String.join(", ", recipients));
        return "2.0.0 kept as " + file.getFileName();
      } catch (TooMuchDataException e) {
        throw refusal(552, "5.3.4 " + e.getMessage(), mail);
      } catch (IOException e) {
        System.out.printf("%s a mail can't be kept: %s%n", LocalTime.now().truncatedTo(ChronoUnit.MILLIS), e);
        throw refusal(452, "4.3.1 it can't be kept now, try again later", mail);
      }
    }

    /** What is left of the mail is read first, or it would be taken for commands. */
    private static RejectException refusal(int code, String why, InputStream rest) throws IOException {
      rest.transferTo(OutputStream.nullOutputStream());
      return new RejectException(code, why);
    }

    @Override
    public void done() {
      // nothing is left open
    }
  }

  /** Fails when a mail is larger than was said to who asked for it. */
  private static final class Limited extends FilterInputStream {
    private int left = LARGEST;

    Limited(InputStream mail) {
      super(mail);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var count = super.read(bytes, offset, length);
      left -= Math.max(0, count);
      if (left < 0) {
        throw new TooMuchDataException("a mail may have %d bytes".formatted(LARGEST));
      }
      return count;
    }
  }
}
