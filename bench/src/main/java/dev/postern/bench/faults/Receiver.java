package dev.postern.bench.faults;

import dev.postern.bench.load.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/** A subscriber's server that behaves as it is told, path by path, and tells the truth. */
final class Receiver implements AutoCloseable {
  private static final byte[] OK = Text.bytes("HTTP/1.1 200 OK\r\n");
  private static final int CHUNK = 16_384;
  private final ServerSocket server;
  private final Truth truth;
  private final ConcurrentMap<String, Behaviour> behaviours = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  Receiver(Truth truth) throws IOException {
    this.truth = truth;
    server = new ServerSocket(0, 1_024, InetAddress.getByName("127.0.0.1"));
    Thread.ofPlatform().daemon().name("receiver").start(this::accept);
  }

  String url(String endpoint) {
    return "http://127.0.0.1:" + server.getLocalPort() + "/" + endpoint;
  }

  int port() {
    return server.getLocalPort();
  }

  void behave(String endpoint, Behaviour behaviour) {
    behaviours.put(endpoint, behaviour);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (SocketException over) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Wire wire = new Wire(socket.getInputStream());
      for (Wire.Message it = wire.read(true); !it.over(); it = wire.read(true)) {
        long at = System.nanoTime();
        String endpoint = it.first().split(" ")[1].substring(1);
        Truth.Arrival arrival =
            truth.arrived(endpoint, it.fields(), new String(it.body(), StandardCharsets.UTF_8), at);
        if (!answer(socket, arrival, behaviours.getOrDefault(endpoint, Behaviour.TAKES))) {
          return;
        }
      }
    } catch (IOException gone) {
      return;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the connection can be used again. */
  private boolean answer(Socket socket, Truth.Arrival arrival, Behaviour behaviour)
      throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    switch (behaviour) {
      case Behaviour.Answers(int status, Duration after) -> {
        Thread.sleep(after);
        arrival.answered(status);
        out.write(plain(status));
      }
      case Behaviour.RefusesOnce once -> {
        int status = truth.arrivals(arrival.number(), arrival.endpoint()).size() > 1 ? 204 : 500;
        arrival.answered(status);
        out.write(plain(status));
      }
      case Behaviour.Waits(int status, CountDownLatch let) -> {
        let.await();
        arrival.answered(status);
        out.write(plain(status));
      }
      case Behaviour.Hangs hangs -> {
        closed.await();
        return false;
      }
      case Behaviour.SlowHead slow -> drip(out, Text.bytes("HTTP/1.1 200 OK\r\nx-slow: "));
      case Behaviour.SlowBody slow -> {
        out.write(OK);
        drip(out, Text.bytes("content-length: 100000\r\n\r\n"), 26);
      }
      case Behaviour.Endless endless -> {
        out.write(OK);
        out.write(Text.bytes("content-type: text/plain\r\nconnection: close\r\n\r\n"));
        byte[] chunk = Text.bytes("x".repeat(CHUNK));
        while (true) {
          out.write(chunk);
        }
      }
      case Behaviour.Bomb bomb -> {
        arrival.answered(200);
        out.write(OK);
        out.write(
            Text.bytes("content-encoding: gzip\r\ncontent-length: " + BOMB.length + "\r\n\r\n"));
        out.write(BOMB);
      }
      case Behaviour.Resets resets -> {
        socket.setSoLinger(true, 0);
        return false;
      }
    }
    return true;
  }

  private static void drip(OutputStream out, byte[] beginning)
      throws IOException, InterruptedException {
    drip(out, beginning, 0);
  }

  /** The first bytes at once, then one a second until the other side has had enough. */
  private static void drip(OutputStream out, byte[] beginning, int atOnce)
      throws IOException, InterruptedException {
    out.write(beginning, 0, atOnce);
    for (int i = atOnce; true; i++) {
      out.write(i < beginning.length ? beginning[i] : 'x');
      out.flush();
      Thread.sleep(1_000);
    }
  }

  private static byte[] plain(int status) {
    return Text.bytes(
        "HTTP/1.1 "
            + status
            + " As Told\r\n"
            + (status == 204 ? "" : "content-length: 0\r\n")
            + "\r\n");
  }

  private static final byte[] BOMB = bomb();

  private static byte[] bomb() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 1_024; i++) {
        gzip.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
  }
}
