package dev.postern.ingest.receive;

import dev.postern.ingest.pipeline.BodySource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Reads a request's body and stops at the first byte too many. Holds room until it is closed, which
 * is when the request is answered.
 */
final class StreamBody implements BodySource, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StreamBody.class.getName());
  private static final int CHUNK = 8192;

  private final Wire wire;
  private final BodyRoom room;
  private long held;

  StreamBody(Wire wire, BodyRoom room) {
    this.wire = wire;
    this.room = room;
  }

  @Override
  public Body read(int maxBytes, Duration within) {
    long start = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = wire.open();
      int read;
      while ((read = in.read(chunk)) >= 0) {
        if (body.size() + read > maxBytes) {
          return new TooLarge();
        }
        hold(body.size(), read);
        body.write(chunk, 0, read);
        // A body a byte at a time never lets a read time out: the whole has its own limit.
        if (System.nanoTime() - start > within.toNanos()) {
          return new Unfinished();
        }
      }
      return new Whole(body.toByteArray());
    } catch (IOException gone) {
      LOG.log(System.Logger.Level.DEBUG, "ingest_body_unfinished", gone);
      return new Unfinished();
    }
  }

  private void hold(int before, int more) {
    int counts = Math.min(more, before + more - BodyRoom.FREE);
    if (counts > 0) {
      room.take(counts);
      held += counts;
    }
  }

  @Override
  public void close() {
    room.giveBack(held);
    held = 0;
  }

  /** Opened only when somebody reads: until then the sender may be waiting for 100 Continue. */
  @FunctionalInterface
  interface Wire {
    InputStream open() throws IOException;
  }
}
