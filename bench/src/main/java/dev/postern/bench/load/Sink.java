package dev.postern.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A receiver that answers 204 to everything, at once or after a while, and counts. */
public final class Sink implements AutoCloseable {
  private static final byte[] TAKEN = Wire.ascii("HTTP/1.1 204 No Content\r\n\r\n");
  private final ServerSocket server;
  private final AtomicLong taken = new AtomicLong();
  private volatile Consumer<byte[]> watcher;
  private volatile Duration delay = Duration.ZERO;

  public Sink() throws IOException {
    server = new ServerSocket(0, 1_024, InetAddress.getByName("127.0.0.1"));
    Thread.ofPlatform().daemon().name("sink").start(this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/hook";
  }

  public int port() {
    return server.getLocalPort();
  }

  public long taken() {
    return taken.get();
  }

  public void answerAfter(Duration wait) {
    delay = wait;
  }

  /** Sees the body of each request when it has arrived, before it is answered. */
  public void watch(Consumer<byte[]> newWatcher) {
    watcher = newWatcher;
  }

  /** Waits until that many have come in all. */
  public void await(long count, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (taken.get() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Only " + taken + " of " + count + " came.");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (SocketException closed) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Wire wire = new Wire(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (Wire.Message it = wire.read(watcher != null);
          !it.over();
          it = wire.read(watcher != null)) {
        Consumer<byte[]> seen = watcher;
        if (seen != null) {
          seen.accept(it.body());
        }
        taken.incrementAndGet();
        if (!delay.isZero()) {
          Thread.sleep(delay);
        }
        out.write(TAKEN);
      }
    } catch (IOException gone) {
      return;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
