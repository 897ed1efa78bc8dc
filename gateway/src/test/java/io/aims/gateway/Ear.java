package io.aims.gateway;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;

/** Hears every line that is logged until it is closed, with all that any format of a log could show of it. */
final class Ear extends Handler implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Ear() {}

  static Ear open() {
    var ear = new Ear();
    Logger.getLogger("").addHandler(ear);
    return ear;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord line) {
    var whole = ExtLogRecord.wrap(line);
    lines.add(String.join(" ", whole.getLoggerName(), whole.getMessage(), whole.getFormattedMessage(),
        Arrays.toString(whole.getParameters()), whole.getMdcCopy().toString(), whole.getNdc(),
        trace(whole.getThrown())));
  }

  private static String trace(Throwable thrown) {
    var text = new StringWriter();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }

  @Override
  public void flush() {
    // Nothing is kept back.
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
