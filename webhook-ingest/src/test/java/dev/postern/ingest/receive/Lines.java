package dev.postern.ingest.receive;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class says in the log until this is closed. */
final class Lines extends Handler implements AutoCloseable {
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Logger log;

  Lines(String logger) {
    log = Logger.getLogger(logger);
    log.addHandler(this);
  }

  List<String> said() {
    return said;
  }

  @Override
  public void publish(LogRecord line) {
    said.add(line.getMessage());
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    log.removeHandler(this);
  }
}
