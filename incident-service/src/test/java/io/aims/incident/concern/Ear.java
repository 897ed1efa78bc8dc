package io.aims.incident.concern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.formatters.PatternFormatter;

/** Hears every line that the service logs while it is open, with all that a log format could show of it. */
final class Ear extends Handler implements AutoCloseable {
  private static final Formatter EVERYTHING = new PatternFormatter("%c %t %X %x %s%e");
  private final List<String> lines = new ArrayList<>();

  private Ear() {}

  static Ear open() {
    var ear = new Ear();
    Logger.getLogger("").addHandler(ear);
    return ear;
  }

  /** Message, parameters, context and causes, in small letters. */
  @Override
  public synchronized void publish(LogRecord line) {
    var text = EVERYTHING.format(line) + " " + line.getMessage() + " " + Arrays.toString(line.getParameters());
    lines.add(text.toLowerCase(Locale.ROOT));
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
