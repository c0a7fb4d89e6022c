package dev.postern.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private ServerSocket target;
  private Proxy proxy;

  @BeforeEach
  void start() throws IOException {
    target = new ServerSocket(0, 10, HERE);
    proxy = Proxy.to(target.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    target.close();
  }

  @Test
  void aPieceIsDelayedBothWays() throws IOException {
    Pair pair = pair();
    proxy.trouble(new Proxy.Trouble.Delay(Duration.ofMillis(150)));
    long begun = System.nanoTime();
    send(pair.near(), "ping");
    assertThat(read(pair.far(), 4)).isEqualTo("ping");
    send(pair.far(), "pong");
    assertThat(read(pair.near(), 4)).isEqualTo("pong");
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
  }

  @Test
  void aLineIsCutAfterSoManyBytesOfBothWays() throws IOException {
    Pair pair = pair();
    send(pair.near(), "before");
    assertThat(read(pair.far(), 6)).isEqualTo("before");
    proxy.trouble(new Proxy.Trouble.CutAfter(7));
    send(pair.near(), "four");
    assertThat(read(pair.far(), 4)).isEqualTo("four");
    send(pair.far(), "and three of these");
    assertThat(read(pair.near(), 100)).isEqualTo("and");
    assertThat(pair.far().getInputStream().read()).isNegative();
    // The next line has as many.
    Pair next = pair();
    send(next.near(), "12345678");
    assertThat(read(next.far(), 100)).isEqualTo("1234567");
  }

  @Test
  void resetIsToldToBothAndNewLinesMayBeRefused() throws IOException {
    Pair pair = pair();
    proxy.trouble(new Proxy.Trouble.Refuse());
    proxy.reset();
    assertThatThrownBy(() -> read(pair.near(), 1)).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> read(pair.far(), 1)).isInstanceOf(SocketException.class);
    try (Socket refused = new Socket(HERE, proxy.port())) {
      assertThatThrownBy(() -> read(refused, 1)).isInstanceOf(SocketException.class);
    }
    proxy.trouble(Proxy.Trouble.NONE);
    Pair next = pair();
    send(next.near(), "x");
    assertThat(read(next.far(), 1)).isEqualTo("x");
  }

  @Test
  void ofAHalfOpenLineNobodyHearsAnythingEvenAfterIt() throws Exception {
    Pair pair = pair();
    proxy.trouble(new Proxy.Trouble.Silence());
    send(pair.near(), "lost");
    send(pair.far(), "lost too");
    silent(pair.near());
    silent(pair.far());
    Pair begunMeanwhile = pair();
    proxy.trouble(Proxy.Trouble.NONE);
    send(pair.near(), "still");
    send(begunMeanwhile.near(), "still");
    silent(pair.far());
    silent(begunMeanwhile.far());
    Pair next = pair();
    send(next.near(), "heard");
    assertThat(read(next.far(), 5)).isEqualTo("heard");
  }

  @Test
  void thatAHalfOpenLineEndedIsToldWhenTheSilenceIsOver() throws Exception {
    Pair pair = pair();
    proxy.trouble(new Proxy.Trouble.Silence());
    pair.near().close();
    silent(pair.far());
    proxy.trouble(Proxy.Trouble.NONE);
    pair.far().setSoTimeout(5_000);
    assertThatThrownBy(() -> read(pair.far(), 1)).isInstanceOf(SocketException.class);
  }

  private record Pair(Socket near, Socket far) {}

  private Pair pair() throws IOException {
    Socket near = new Socket(HERE, proxy.port());
    Socket far = target.accept();
    near.setSoTimeout(5_000);
    far.setSoTimeout(5_000);
    return new Pair(near, far);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(Text.bytes(text));
  }

  /** So many, or fewer when it ends before. */
  private static String read(Socket socket, int bytes) throws IOException {
    byte[] read = socket.getInputStream().readNBytes(bytes);
    if (read.length == 0) {
      throw new EOFException();
    }
    return new String(read, StandardCharsets.UTF_8);
  }

  private static void silent(Socket socket) throws IOException {
    socket.setSoTimeout(200);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
  }
}
