package dev.postern.outbound.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.egress.ResolverBusyException;
import dev.postern.core.secret.SecretText;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.send.HttpSender;
import dev.postern.outbound.send.NotSentException;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.send.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How long is waited for a token of a real token server, and what becomes of one that comes late.
 */
class AccessTokensTest {
  private static final Duration LONG = Duration.ofSeconds(8);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger errors = new AtomicInteger();
  private volatile Duration takes = Duration.ZERO;
  private final AtomicBoolean busy = new AtomicBoolean();
  private HttpServer server;
  private HttpSender sender;
  private AccessTokens tokens;
  private EndpointAuth.OAuth2 grant;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String answer =
                "{\"access_token\":\"t" + asked.incrementAndGet() + "\",\"expires_in\":3600}";
            LockSupport.parkNanos(takes.toNanos());
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
          }
        });
    server.start();
    sender =
        new HttpSender(
            new EgressResolver(
                () -> EgressPolicy.parse("127.0.0.0/8,127.0.0.0/8:" + port(), false),
                (host, within) -> {
                  if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new ClassFormatError("Could not read a class.");
                  }
                  if (busy.getAndSet(false)) {
                    throw new ResolverBusyException();
                  }
                  return List.of(InetAddress.getLoopbackAddress());
                }),
            Tls.ofRuntime(),
            InstantSource.system());
    tokens =
        new AccessTokens(
            new TokenServer(sender, InstantSource.system()), InstantSource.system(), threads);
    grant =
        new EndpointAuth.OAuth2(
            "http://login.example.com:" + port() + "/token",
            "client",
            SecretText.of("s"),
            null,
            null);
  }

  @AfterEach
  void close() {
    server.stop(0);
    sender.close();
    threads.shutdownNow();
  }

  @Test
  void a_token_that_takes_longer_than_an_attempt_is_there_for_the_next() {
    takes = Duration.ofMillis(1500);
    assertThat(tokens.current(grant, Duration.ofSeconds(1)))
        .isInstanceOfSatisfying(
            Permit.Denied.class,
            denied -> assertThat(denied.outcome().outcome()).isEqualTo(Outcome.TIMEOUT));

    assertThat(tokens.current(grant, Duration.ofSeconds(1)))
        .isEqualTo(new Permit.Granted("Bearer t1"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void who_may_wait_longer_is_not_cut_by_who_asked_first() throws Exception {
    takes = Duration.ofMillis(800);
    Future<Permit> hasty = threads.submit(() -> tokens.current(grant, Duration.ofMillis(300)));
    Future<Permit> patient = threads.submit(() -> tokens.current(grant, LONG));

    assertThat(hasty.get()).isInstanceOf(Permit.Denied.class);
    assertThat(patient.get()).isEqualTo(new Permit.Granted("Bearer t1"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void a_token_server_that_was_not_asked_is_no_refusal() {
    busy.set(true);
    assertThatThrownBy(() -> tokens.current(grant, LONG)).isInstanceOf(NotSentException.class);

    assertThat(tokens.current(grant, LONG)).isEqualTo(new Permit.Granted("Bearer t1"));
  }

  @Test
  void after_an_error_of_the_machine_the_next_asks_anew() {
    errors.set(1);
    assertThatThrownBy(() -> tokens.current(grant, LONG))
        .hasRootCauseInstanceOf(ClassFormatError.class);

    assertThat(tokens.current(grant, LONG)).isEqualTo(new Permit.Granted("Bearer t1"));
  }

  @Test
  void where_no_thread_can_be_had_the_next_asks_anew() {
    ExecutorService none = Executors.newVirtualThreadPerTaskExecutor();
    none.shutdown();
    AccessTokens stopped =
        new AccessTokens(
            new TokenServer(sender, InstantSource.system()), InstantSource.system(), none);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> stopped.current(grant, LONG))
          .hasRootCauseInstanceOf(RejectedExecutionException.class);
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }
}
