package dev.postern.bench.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a node and its database or a receiver, and breaks the lines on demand. */
final class Proxy implements AutoCloseable {
  /** What may happen to the lines. */
  sealed interface Trouble {
    Trouble NONE = new None();

    record None() implements Trouble {}

    /** Every piece arrives later. */
    record Delay(Duration by) implements Trouble {}

    /**
     * Half-open: nothing arrives any more, and nobody is told. A line that was there meanwhile
     * stays so when this is over, as when a firewall has forgotten it; only its end is heard of
     * then.
     */
    record Silence() implements Trouble {}

    /** New lines are refused. */
    record Refuse() implements Trouble {}

    /**
     * So many bytes more on each line, both ways together, and it ends, in the midst of a piece.
     */
    record CutAfter(int bytes) implements Trouble {}
  }

  /** Where the next commit is cut, once. */
  enum Cut {
    NOWHERE,
    /** The database never hears of it. */
    BEFORE_COMMIT,
    /** The database has committed, the node is not told. */
    AFTER_COMMIT
  }

  @FunctionalInterface
  private interface Pieces {
    Frontend.Message next() throws IOException;
  }

  private final ServerSocket server;
  private final int target;
  private final boolean database;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NOWHERE);
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile Trouble trouble = Trouble.NONE;

  private Proxy(int target, boolean database) throws IOException {
    this.target = target;
    this.database = database;
    server = new ServerSocket(0, 256, InetAddress.getByName("127.0.0.1"));
    Thread.ofPlatform().daemon().name("proxy").start(this::accept);
  }

  /** Of lines to a PostgreSQL: it knows a commit that goes by. */
  static Proxy toDatabase(int port) throws IOException {
    return new Proxy(port, true);
  }

  static Proxy to(int port) throws IOException {
    return new Proxy(port, false);
  }

  int port() {
    return server.getLocalPort();
  }

  synchronized void trouble(Trouble now) {
    trouble = now;
    if (now instanceof Trouble.Silence) {
      lines.forEach(Line::forget);
    }
  }

  void cutNext(Cut where) {
    cut.set(where);
  }

  /** Commits cut so far. */
  int cuts() {
    return cuts.get();
  }

  /** All lines end with RST. */
  synchronized void reset() throws IOException {
    for (Line line : lines) {
      line.reset();
    }
  }

  /** Half-open ones that neither side has given up. */
  long halfOpen() {
    return lines.stream().filter(Line::forgotten).count();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        if (trouble instanceof Trouble.Refuse) {
          Line.reset(client);
          continue;
        }
        connect(client);
      }
    } catch (SocketException over) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trouble comes before or after it, never while only one of its ends is there. */
  private synchronized void connect(Socket client) throws IOException {
    Line line;
    try {
      line = new Line(client, new Socket(InetAddress.getByName("127.0.0.1"), target));
    } catch (IOException away) {
      Line.reset(client);
      return;
    }
    lines.add(line);
    if (trouble instanceof Trouble.Silence) {
      line.forget();
    }
    Thread.ofVirtual().start(() -> run(line, this::forth));
    Thread.ofVirtual().start(() -> run(line, this::back));
  }

  @FunctionalInterface
  private interface Direction {
    /** Whether the line ended in good order. */
    boolean run(Line line) throws IOException;
  }

  private void run(Line line, Direction direction) {
    boolean inOrder = false;
    try {
      inOrder = direction.run(line);
    } catch (IOException gone) {
      // Told to the other side below, as if it had been the network.
    }
    while (line.forgotten() && trouble instanceof Trouble.Silence && lines.contains(line)) {
      Patience.pause(Duration.ofMillis(20));
    }
    lines.remove(line);
    try {
      if (inOrder) {
        line.close();
      } else {
        line.reset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To a database message by message, so that a commit is seen before it goes by. */
  private boolean forth(Line line) throws IOException {
    InputStream in = line.client().getInputStream();
    Pieces pieces = database ? new Frontend(in)::next : () -> piece(in);
    OutputStream out = line.target().getOutputStream();
    for (Frontend.Message it = pieces.next(); !it.over(); it = pieces.next()) {
      if (it.commit() && cut.compareAndSet(Cut.BEFORE_COMMIT, Cut.NOWHERE)) {
        cuts.incrementAndGet();
        return false;
      }
      if (!pass(line, out, it.bytes())) {
        return true;
      }
    }
    return false;
  }

  private boolean back(Line line) throws IOException {
    InputStream in = line.target().getInputStream();
    OutputStream out = line.client().getOutputStream();
    for (Frontend.Message it = piece(in); !it.over(); it = piece(in)) {
      if (database
          && Frontend.committed(it.bytes(), it.bytes().length)
          && cut.compareAndSet(Cut.AFTER_COMMIT, Cut.NOWHERE)) {
        cuts.incrementAndGet();
        return false;
      }
      if (!pass(line, out, it.bytes())) {
        return true;
      }
    }
    return false;
  }

  private static Frontend.Message piece(InputStream in) throws IOException {
    byte[] chunk = new byte[16_384];
    int read = in.read(chunk);
    return new Frontend.Message(Arrays.copyOf(chunk, Math.max(read, 0)), false, read < 0);
  }

  /** Whether the line goes on after it. */
  private boolean pass(Line line, OutputStream out, byte[] piece) throws IOException {
    switch (trouble) {
      case Trouble.Silence silence -> line.forget();
      case Trouble.CutAfter after -> {
        int allowed = line.allowed(after, piece.length);
        if (allowed < piece.length && !line.forgotten()) {
          out.write(piece, 0, allowed);
          return false;
        }
      }
      case Trouble.Delay(Duration by) -> Patience.pause(by);
      case Trouble.None none -> {}
      case Trouble.Refuse refuse -> {}
    }
    if (!line.forgotten()) {
      out.write(piece);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
    reset();
    lines.clear();
  }
}
