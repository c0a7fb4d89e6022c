package dev.postern.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example for nginx, run by nginx itself before two nodes, one of which is in trouble. */
class NginxTest {
  private static final Path NGINX = Path.of("/usr/sbin/nginx");
  private static final Path EXAMPLE = Path.of("../deploy/proxy/nginx.conf");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private HttpServer live;

  @BeforeEach
  void open() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(NGINX), "nginx is here");
    live = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    live.createContext(
        "/",
        exchange -> {
          taken.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    live.start();
  }

  @AfterEach
  void close() {
    if (live != null) {
      live.stop(0);
    }
  }

  @Test
  void what_a_node_that_restarts_does_not_take_goes_to_the_next_one() throws Exception {
    assertThat(posted(freePort())).isEqualTo(200);
    assertThat(taken).containsExactly("{}");
  }

  @Test
  void what_a_node_may_have_taken_is_never_given_to_another() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ServerSocket dying = new ServerSocket(0, 10, HERE)) {
      Thread unused = Thread.ofVirtual().start(() -> takeAndDie(dying, asked));
      assertThat(posted(dying.getLocalPort())).isEqualTo(502);
    }
    assertThat(asked).hasValue(1);
    assertThat(taken).isEmpty();
  }

  private static void takeAndDie(ServerSocket dying, AtomicInteger asked) {
    while (!dying.isClosed()) {
      try (Socket one = dying.accept();
          InputStream in = one.getInputStream()) {
        if (in.read() >= 0) {
          asked.incrementAndGet();
        }
      } catch (IOException over) {
        return;
      }
    }
  }

  /** By way of nginx, whose first choice is that node; the live one comes after it. */
  private int posted(int first) throws Exception {
    int port = freePort();
    Process nginx =
        new ProcessBuilder(
                NGINX.toString(), "-p", folder.toString(), "-c", configured(port, first).toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/in/src_1"))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      while (true) {
        try {
          return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (ConnectException starting) {
          assertThat(nginx.isAlive()).as(Files.readString(folder.resolve("nginx.log"))).isTrue();
          Thread.sleep(20);
        }
      }
    } finally {
      nginx.destroy();
      nginx.waitFor();
    }
  }

  /** The example without TLS, which needs a certificate, and with two nodes. */
  private Path configured(int port, int first) throws IOException {
    String node = "server 127.0.0.1:8080 max_fails=1 fail_timeout=5s;";
    String example = Files.readString(EXAMPLE);
    assertThat(example).contains(node, "listen 443 ssl http2;");
    String own =
        example
            .replace(
                node,
                node.replace("8080", Integer.toString(first))
                    + "server 127.0.0.1:%d backup;".formatted(live.getAddress().getPort()))
            .replace("listen 443 ssl http2;", "listen 127.0.0.1:" + port + ";")
            .replace("listen 80;", "listen 127.0.0.1:" + freePort() + ";")
            .replaceAll("(?m)^ *ssl_certificate.*\n", "");
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        daemon off; master_process off; pid %1$s/pid; error_log stderr;
        events {}
        http {
          access_log off;
          client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
          %2$s
        }
        """
            .formatted(folder, own));
    return file;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
      return socket.getLocalPort();
    }
  }
}
