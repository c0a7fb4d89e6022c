package dev.postern.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before a server and, when told, swallows what is sent, as a network does whose packets are
 * lost: connections stay open, new ones are taken, and nobody ever answers. What was swallowed is
 * gone for good.
 */
public final class SilencingProxy implements AutoCloseable {
  private final ServerSocket door;
  private final int server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private volatile boolean silent;

  public SilencingProxy(int server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  public void silence(boolean on) {
    silent = on;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        sockets.add(client);
        threads.execute(() -> join(client));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  /** A server that is not there is not there for who asks by way of this either. */
  private void join(Socket client) {
    try {
      Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
      sockets.add(behind);
      threads.execute(() -> pump(client, behind));
      pump(behind, client);
    } catch (IOException refused) {
      close(client);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] chunk = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read;
      while ((read = in.read(chunk)) >= 0) {
        if (!silent) {
          out.write(chunk, 0, read);
        }
      }
    } catch (IOException closed) {
      // One end went away, and with it the other.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      sockets.forEach(SilencingProxy::close);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
