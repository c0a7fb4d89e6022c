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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a node and its database, and breaks the line on demand. */
final class Proxy implements AutoCloseable {
  /** What may happen to the lines. */
  sealed interface Trouble {
    Trouble NONE = new None();

    record None() implements Trouble {}

    /** Every piece arrives later. */
    record Delay(Duration by) implements Trouble {}

    /** Nothing arrives any more, and nobody is told: half-open. */
    record Silence() implements Trouble {}

    /** New lines are refused. */
    record Refuse() implements Trouble {}
  }

  /** Where the next commit is cut, once. */
  enum Cut {
    NOWHERE,
    /** The database never hears of it. */
    BEFORE_COMMIT,
    /** The database has committed, the node is not told. */
    AFTER_COMMIT
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NOWHERE);
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile Trouble trouble = Trouble.NONE;

  Proxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 256, InetAddress.getByName("127.0.0.1"));
    Thread.ofPlatform().daemon().name("proxy").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void trouble(Trouble now) {
    trouble = now;
  }

  void cutNext(Cut where) {
    cut.set(where);
  }

  /** Commits cut so far. */
  int cuts() {
    return cuts.get();
  }

  /** All lines end with RST. */
  void reset() throws IOException {
    for (Socket socket : open) {
      reset(socket);
    }
  }

  private static void reset(Socket socket) throws IOException {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException closed) {
      return;
    }
    socket.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        if (trouble instanceof Trouble.Refuse) {
          reset(client);
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

  private void connect(Socket client) throws IOException {
    Socket database;
    try {
      database = new Socket(InetAddress.getByName("127.0.0.1"), target);
    } catch (IOException away) {
      reset(client);
      return;
    }
    client.setTcpNoDelay(true);
    database.setTcpNoDelay(true);
    open.add(client);
    open.add(database);
    Thread.ofVirtual().start(() -> forth(client, database));
    Thread.ofVirtual().start(() -> back(database, client));
  }

  /** To the database, message by message, so that a commit is seen before it goes by. */
  private void forth(Socket client, Socket database) {
    try {
      Frontend messages = new Frontend(client.getInputStream());
      OutputStream out = database.getOutputStream();
      for (Frontend.Message it = messages.next(); !it.over(); it = messages.next()) {
        if (it.commit() && cut.compareAndSet(Cut.BEFORE_COMMIT, Cut.NOWHERE)) {
          cuts.incrementAndGet();
          break;
        }
        pass();
        out.write(it.bytes());
      }
    } catch (IOException gone) {
      part(client, database);
      return;
    }
    part(client, database);
  }

  private void back(Socket database, Socket client) {
    byte[] chunk = new byte[16_384];
    try {
      InputStream in = database.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (Frontend.committed(chunk, read) && cut.compareAndSet(Cut.AFTER_COMMIT, Cut.NOWHERE)) {
          cuts.incrementAndGet();
          break;
        }
        pass();
        out.write(chunk, 0, read);
      }
    } catch (IOException gone) {
      part(client, database);
      return;
    }
    part(client, database);
  }

  private void pass() throws IOException {
    switch (trouble) {
      case Trouble.None none -> {}
      case Trouble.Refuse refuse -> {}
      case Trouble.Delay(Duration by) -> Patience.pause(by);
      case Trouble.Silence silence -> {
        while (trouble instanceof Trouble.Silence) {
          Patience.pause(Duration.ofMillis(50));
        }
        throw new IOException("what was swallowed is lost");
      }
    }
  }

  private void part(Socket client, Socket database) {
    open.remove(client);
    open.remove(database);
    try {
      reset(client);
      reset(database);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    reset();
  }
}
