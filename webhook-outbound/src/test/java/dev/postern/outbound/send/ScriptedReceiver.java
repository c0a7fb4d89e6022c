package dev.postern.outbound.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A receiver on a real socket that behaves exactly as badly as its script says. */
final class ScriptedReceiver implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

  /** What happens on one connection. */
  interface Script {
    void serve(Conversation conversation) throws IOException, InterruptedException;
  }

  /** A request as it came over the wire. */
  record Received(String head, byte[] body) {
    String requestLine() {
      return head.substring(0, head.indexOf("\r\n"));
    }
  }

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<InetAddress> dialled = new CopyOnWriteArrayList<>();
  private final List<Socket> abandoned = new CopyOnWriteArrayList<>();
  private final List<Received> requests = new CopyOnWriteArrayList<>();

  private ScriptedReceiver(ServerSocket listener, Script script) {
    this.listener = listener;
    threads.execute(() -> accept(script));
  }

  static ScriptedReceiver plain(Script script) throws IOException {
    return plainOn("0.0.0.0", script);
  }

  static ScriptedReceiver plainOn(String address, Script script) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.bind(new InetSocketAddress(address, 0), 1024);
    return new ScriptedReceiver(listener, script);
  }

  static ScriptedReceiver tls(SSLContext context, Script script) throws IOException {
    return new ScriptedReceiver(context.getServerSocketFactory().createServerSocket(0), script);
  }

  /** Answers every request on every connection with this text. */
  static Script always(String answer) {
    return conversation -> {
      while (conversation.readRequest()) {
        conversation.write(answer);
      }
    };
  }

  int port() {
    return listener.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  int connectionCount() {
    return connections.size();
  }

  /** The address of this machine that each connection came to. */
  List<InetAddress> dialled() {
    return dialled;
  }

  List<Received> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    for (Socket connection : connections) {
      connection.close();
    }
    threads.shutdownNow();
  }

  private void accept(Script script) {
    try {
      while (closed.getCount() > 0) {
        Socket socket = listener.accept();
        dialled.add(socket.getLocalAddress());
        connections.add(socket);
        threads.execute(() -> serve(script, socket));
      }
    } catch (IOException ended) {
      if (closed.getCount() > 0) {
        throw new UncheckedIOException(ended);
      }
    }
  }

  private void serve(Script script, Socket socket) {
    try (socket) {
      script.serve(new Conversation(socket));
    } catch (IOException | InterruptedException senderLeft) {
      abandoned.add(socket);
    }
  }

  /** Connections on which the sender went away while the script was still at it. */
  int abandoned() {
    return abandoned.size();
  }

  /** One connection, from the receiver's side. */
  final class Conversation {
    private final Socket socket;

    private Conversation(Socket socket) {
      this.socket = socket;
    }

    /** Reads one whole request; false when the sender closed the connection instead. */
    boolean readRequest() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          return false;
        }
        head.write(next);
      }
      String text = head.toString(StandardCharsets.US_ASCII);
      Matcher length = LENGTH.matcher(text);
      byte[] body =
          socket.getInputStream().readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
      requests.add(new Received(text, body));
      return true;
    }

    Socket socket() {
      return socket;
    }

    void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** Waits, or less when the receiver is closed. */
    void pause(Duration duration) throws InterruptedException {
      boolean unused = closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    void hang() throws InterruptedException {
      closed.await();
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
