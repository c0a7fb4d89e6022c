package dev.postern.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.NameResolver;
import dev.postern.core.signature.HeaderFields;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedHttpTest {
  private static final NameResolver LOOPBACK =
      (host, within) -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));

  @Test
  void hands_over_a_whole_answer() throws Exception {
    try (RawServer server =
            RawServer.plain(
                RawServer.text("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-A: 1\r\n\r\nabc"));
        GuardedHttp http = open()) {
      Fetched fetched = http.fetch(FetchRequest.get(url(server, "/c?d=e")));

      assertThat(fetched)
          .isInstanceOfSatisfying(
              Fetched.Answered.class,
              answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.isSuccess()).isTrue();
                assertThat(answer.body()).asString().isEqualTo("abc");
                assertThat(answer.headers().first("x-a")).contains("1");
              });
      assertThat(server.heads().getFirst())
          .startsWith("GET /c?d=e HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
          .doesNotContain("Accept-Encoding");
    }
  }

  @Test
  void posts_a_body_with_its_headers() throws Exception {
    try (RawServer server = RawServer.plain(RawServer.text("HTTP/1.1 204 No Content\r\n\r\n"));
        GuardedHttp http = open()) {
      Fetched fetched =
          http.fetch(
              FetchRequest.post(
                      url(server, "/"),
                      "application/json",
                      "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                  .with(HeaderFields.of("Authorization", "Bearer x")));

      assertThat(fetched)
          .isInstanceOfSatisfying(
              Fetched.Answered.class, answer -> assertThat(answer.status()).isEqualTo(204));
      assertThat(server.heads().getFirst())
          .startsWith("POST / HTTP/1.1")
          .contains("Authorization: Bearer x\r\n", "Content-Type: application/json\r\n")
          .endsWith("\r\n\r\n{\"a\":1}");
    }
  }

  @Test
  void does_not_follow_a_redirect() throws Exception {
    try (RawServer inside = RawServer.plain(RawServer.text("HTTP/1.1 200 OK\r\n\r\nsecret"));
        RawServer server =
            RawServer.plain(
                RawServer.text(
                    "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                        + inside.port()
                        + "/\r\nContent-Length: 0\r\n\r\n"));
        GuardedHttp http = open()) {
      assertThat(http.fetch(FetchRequest.get(url(server, "/"))))
          .isInstanceOfSatisfying(
              Fetched.Answered.class, answer -> assertThat(answer.status()).isEqualTo(302));
      assertThat(inside.connectionCount()).isZero();
    }
  }

  @Test
  void stops_reading_an_endless_body_at_the_cap() throws Exception {
    byte[] chunk = new byte[8192];
    try (RawServer server =
            RawServer.plain(out -> {
              RawServer.text("HTTP/1.1 200 OK\r\n\r\n").answer(out);
              while (true) {
                out.write(chunk);
              }
            });
        GuardedHttp http = open()) {
      long start = System.nanoTime();
      Fetched fetched =
          http.fetch(FetchRequest.get(url(server, "/")).within(Duration.ofSeconds(20), 100_000));

      assertThat(fetched).isEqualTo(new Fetched.TooLarge(200));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      await().atMost(Duration.ofSeconds(5)).until(() -> !server.ended().isEmpty());
    }
  }

  @Test
  void takes_a_body_that_is_exactly_as_large_as_the_cap() throws Exception {
    try (RawServer server =
            RawServer.plain(RawServer.text("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12345"));
        GuardedHttp http = open()) {
      assertThat(http.fetch(FetchRequest.get(url(server, "/")).within(Duration.ofSeconds(5), 5)))
          .isInstanceOf(Fetched.Answered.class);
      assertThat(http.fetch(FetchRequest.get(url(server, "/")).within(Duration.ofSeconds(5), 4)))
          .isEqualTo(new Fetched.TooLarge(200));
    }
  }

  @Test
  void ends_a_body_that_trickles_when_the_time_is_up() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer server =
            RawServer.plain(out -> {
              RawServer.text("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").answer(out);
              while (!never.await(100, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
              }
            });
        GuardedHttp http = open()) {
      long start = System.nanoTime();
      Fetched fetched =
          http.fetch(FetchRequest.get(url(server, "/")).within(Duration.ofMillis(700), 10_000));

      assertThat(fetched)
          .isInstanceOfSatisfying(
              Fetched.Failed.class,
              failed -> assertThat(failed.trouble()).isEqualTo(Fetched.Trouble.TIMEOUT));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(600), Duration.ofSeconds(5));
    }
  }

  @Test
  void ends_a_handshake_that_never_comes_when_the_time_is_up() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer silent = RawServer.plain(out -> never.await());
        GuardedHttp http = open()) {
      Fetched fetched =
          http.fetch(
              FetchRequest.get("https://127.0.0.1:" + silent.port() + "/")
                  .within(Duration.ofMillis(500), 10));

      assertThat(fetched)
          .isInstanceOfSatisfying(
              Fetched.Failed.class,
              failed -> assertThat(failed.trouble()).isEqualTo(Fetched.Trouble.TIMEOUT));
    }
  }

  @Test
  void a_cut_off_body_is_no_answer() throws Exception {
    try (RawServer server =
            RawServer.plain(RawServer.text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"));
        GuardedHttp http = open()) {
      assertThat(http.fetch(FetchRequest.get(url(server, "/"))))
          .isInstanceOfSatisfying(
              Fetched.Failed.class,
              failed -> assertThat(failed.trouble()).isEqualTo(Fetched.Trouble.BROKEN));
    }
  }

  @Test
  void refuses_a_private_address_without_connecting() throws Exception {
    try (RawServer server = RawServer.plain(RawServer.text("HTTP/1.1 200 OK\r\n\r\n"));
        GuardedHttp http = strict(LOOPBACK, SSLContext.getDefault())) {
      assertThat(http.fetch(FetchRequest.get("https://127.0.0.1:" + server.port() + "/")))
          .isInstanceOf(Fetched.Refused.class);
      assertThat(http.fetch(FetchRequest.get("https://169.254.169.254/latest/meta-data")))
          .isInstanceOf(Fetched.Refused.class);
      assertThat(server.connectionCount()).isZero();
    }
  }

  @Test
  void refuses_a_name_that_leads_inside() throws Exception {
    NameResolver inside = (host, within) -> List.of(InetAddress.getByName("10.0.0.7"));
    try (GuardedHttp http = strict(inside, SSLContext.getDefault())) {
      assertThat(http.fetch(FetchRequest.get("https://feeds.example.com/")))
          .isInstanceOfSatisfying(
              Fetched.Refused.class, refused -> assertThat(refused.detail()).contains("10.0.0.7"));
    }
  }

  @Test
  void says_when_a_name_is_not_found() throws Exception {
    NameResolver nobody =
        (host, within) -> {
          throw new UnknownHostException("SERVFAIL");
        };
    try (GuardedHttp http = strict(nobody, SSLContext.getDefault())) {
      assertThat(http.fetch(FetchRequest.get("https://feeds.example.com/")))
          .isInstanceOfSatisfying(
              Fetched.Failed.class,
              failed -> assertThat(failed.trouble()).isEqualTo(Fetched.Trouble.DNS));
    }
  }

  @Test
  void says_when_nobody_listens() throws Exception {
    int port;
    try (RawServer gone = RawServer.plain(RawServer.text(""))) {
      port = gone.port();
    }
    try (GuardedHttp http = open()) {
      assertThat(http.fetch(FetchRequest.get("http://127.0.0.1:" + port + "/")))
          .isInstanceOfSatisfying(
              Fetched.Failed.class,
              failed -> assertThat(failed.trouble()).isEqualTo(Fetched.Trouble.CONNECT));
    }
  }

  @Test
  void trusts_only_a_certificate_of_the_name_asked_for(@TempDir Path folder) throws Exception {
    ServerKeys keys = ServerKeys.forName(folder, "feeds.example.com");
    try (RawServer server =
            RawServer.tls(
                keys.server(), RawServer.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        GuardedHttp http = guarded(only(server), keys.client());
        GuardedHttp stranger = guarded(only(server), SSLContext.getDefault())) {
      String port = ":" + server.port() + "/";

      assertThat(http.fetch(FetchRequest.get("https://feeds.example.com" + port)))
          .isInstanceOfSatisfying(
              Fetched.Answered.class,
              answer -> assertThat(answer.body()).asString().isEqualTo("ok"));
      assertThat(http.fetch(FetchRequest.get("https://other.example.com" + port)))
          .isInstanceOfSatisfying(
              Fetched.Failed.class,
              failed -> assertThat(failed.trouble()).isEqualTo(Fetched.Trouble.TLS));
      assertThat(stranger.fetch(FetchRequest.get("https://feeds.example.com" + port)))
          .isInstanceOfSatisfying(
              Fetched.Failed.class,
              failed -> assertThat(failed.trouble()).isEqualTo(Fetched.Trouble.TLS));
    }
  }

  @Test
  void refuses_headers_that_would_split_or_frame_the_message() {
    FetchRequest request = FetchRequest.get("https://feeds.example.com/");

    assertThatThrownBy(() -> request.with(HeaderFields.of("X-A", "1\r\nX-B: 2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-A");
    assertThatThrownBy(() -> request.with(HeaderFields.of("Content-Length", "0")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request.with(HeaderFields.of("X A", "1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leaves_no_credential_in_its_text() {
    assertThat(
            FetchRequest.get("https://feeds.example.com/a?token=abc")
                .with(HeaderFields.of("Authorization", "Bearer abc")))
        .hasToString("FetchRequest[GET https://feeds.example.com/a]");
  }

  private static GuardedHttp open() throws Exception {
    return new GuardedHttp(
        new EgressResolver(() -> EgressPolicy.parse("127.0.0.0/8", false), LOOPBACK),
        SSLContext.getDefault());
  }

  private static GuardedHttp strict(NameResolver names, SSLContext trust) {
    return new GuardedHttp(new EgressResolver(EgressPolicy::strict, names), trust);
  }

  private static EgressPolicy only(RawServer server) {
    return EgressPolicy.parse("127.0.0.1/32:" + server.port(), true);
  }

  private static GuardedHttp guarded(EgressPolicy policy, SSLContext trust) {
    return new GuardedHttp(new EgressResolver(() -> policy, LOOPBACK), trust);
  }

  private static String url(RawServer server, String target) {
    return "http://127.0.0.1:" + server.port() + target;
  }
}
