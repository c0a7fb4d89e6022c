package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.secret.SecretRing;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.outbound.auth.AccessTokens;
import dev.postern.outbound.auth.Authorizer;
import dev.postern.outbound.auth.TokenServer;
import dev.postern.outbound.endpoint.DeliveryRules;
import dev.postern.outbound.endpoint.EndpointAccess;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.Ordering;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.HttpSender;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.send.Tls;
import dev.postern.outbound.send.TlsProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credentials on their way to a real receiver, tokens from a real token server. */
class PostAuthorizationTest {
  private final Receiver receiver = new Receiver();
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private IntFunction<String> answers =
      n -> "{\"access_token\":\"t" + n + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
  private int status = 200;
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer tokenServer;
  private HttpSender sender;
  private Post post;

  @BeforeEach
  void open() throws IOException {
    tokenServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokenServer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    tokenServer.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String form =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + "|" + form);
            byte[] body = answers.apply(asked.size()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    tokenServer.start();
    sender =
        new HttpSender(
            new EgressResolver(
                () -> EgressPolicy.parse("127.0.0.0/8", true),
                (host, within) -> List.of(InetAddress.getLoopbackAddress())),
            Tls.ofRuntime(),
            InstantSource.system());
    Authorizer authorizer =
        new Authorizer(new AccessTokens(new TokenServer(sender, () -> now), () -> now, threads));
    post =
        new Post(
            sender,
            authorizer,
            () -> now,
            owner -> new SecretRing(List.of(EngineRig.SECRET)),
            (secret, at) -> {});
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    tokenServer.stop(0);
    sender.close();
    receiver.close();
  }

  @Test
  void basic_and_bearer_are_sent_as_they_were_given() {
    send(new EndpointAuth.Basic("jo", SecretText.of("pä:ss")));
    send(new EndpointAuth.Bearer(SecretText.of("abc")));
    send(EndpointAuth.none());
    assertThat(authorizations())
        .containsExactly(
            "Basic "
                + Base64.getEncoder().encodeToString("jo:pä:ss".getBytes(StandardCharsets.UTF_8)),
            "Bearer abc",
            null);
  }

  @Test
  void a_token_is_fetched_once_and_kept_until_shortly_before_it_ends() {
    send(grant("payments"));
    now = now.plus(Duration.ofSeconds(3600 - 31));
    send(grant("payments"));
    assertThat(asked).hasSize(1);
    now = now.plusSeconds(2);
    send(grant("payments"));
    assertThat(authorizations()).containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
    assertThat(asked.peek())
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("my+id%3A1:s%2B%2F".getBytes(StandardCharsets.UTF_8))
                + "|grant_type=client_credentials&scope=payments");
    send(grant("other"));
    assertThat(asked).as("a token of another scope is another token").hasSize(3);
  }

  @Test
  void after_a_401_it_asks_for_another_token_once_and_sends_again() {
    send(grant(null));
    receiver.next(401);
    AttemptOutcome outcome = send(grant(null));
    assertThat(outcome.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(authorizations()).containsExactly("Bearer t1", "Bearer t1", "Bearer t2");

    receiver.next(401, 401, 401);
    assertThat(send(grant(null)).status()).hasValue(401);
    assertThat(asked).as("once for each attempt").hasSize(3);
  }

  @Test
  void a_401_with_fixed_credentials_is_not_asked_again() {
    receiver.next(401);
    assertThat(send(new EndpointAuth.Bearer(SecretText.of("abc"))).status()).hasValue(401);
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void without_a_token_the_receiver_is_not_asked_and_the_attempt_says_why() {
    status = 400;
    AttemptOutcome outcome = send(grant(null));
    assertThat(outcome.outcome()).isEqualTo(Outcome.HTTP_ERROR);
    assertThat(outcome.status()).as("of the receiver").isEmpty();
    assertThat(outcome.detail())
        .isEqualTo(
            "No access token from 127.0.0.1, so the receiver was not asked. The receiver answered"
                + " 400: it refuses the request.");
    send(grant(null));
    assertThat(asked).as("a failing server is left in peace for two seconds").hasSize(1);
    now = now.plusSeconds(3);
    status = 200;
    answers = n -> "{\"access_token\":\"bad token\",\"token_type\":\"Bearer\"}";
    assertThat(send(grant(null)).detail()).endsWith("Its answer holds no bearer token.");
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void a_token_url_inside_is_blocked_when_it_is_asked() {
    AttemptOutcome outcome =
        send(
            new EndpointAuth.OAuth2(
                "https://169.254.169.254/latest", "id", SecretText.of("s"), null, null));
    assertThat(outcome.outcome()).isEqualTo(Outcome.BLOCKED);
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void many_deliveries_at_once_fetch_one_token() throws Exception {
    CountDownLatch all = new CountDownLatch(1);
    answers =
        n -> {
          try {
            all.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return "{\"access_token\":\"t\",\"token_type\":\"bearer\"}";
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<AttemptOutcome>> sent =
          java.util.stream.IntStream.range(0, 50)
              .mapToObj(i -> threads.submit(() -> send(grant(null))))
              .toList();
      all.countDown();
      for (Future<AttemptOutcome> each : sent) {
        assertThat(each.get().outcome()).isEqualTo(Outcome.DELIVERED);
      }
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void one_timeout_is_for_tokens_and_requests_together() {
    Duration step = Duration.ofMillis(1500);
    answers =
        n -> {
          sleep(step);
          return "{\"access_token\":\"t" + n + "\",\"token_type\":\"Bearer\"}";
        };
    receiver.after(step);
    receiver.next(401, 401);
    long start = System.nanoTime();
    AttemptOutcome outcome = send(grant(null), 4);

    assertThat(outcome.status()).as("there was no time for another token").hasValue(401);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void a_token_that_takes_longer_than_the_attempt_may_is_a_timeout() {
    answers =
        n -> {
          sleep(Duration.ofSeconds(4));
          return "{\"access_token\":\"t\",\"token_type\":\"Bearer\"}";
        };
    assertThat(send(grant(null), 1).outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(receiver.received()).isEmpty();
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private EndpointAuth grant(@Nullable String scope) {
    return new EndpointAuth.OAuth2(
        "http://127.0.0.1:" + tokenServer.getAddress().getPort() + "/token",
        "my id:1",
        SecretText.of("s+/"),
        scope,
        null);
  }

  private AttemptOutcome send(EndpointAuth auth) {
    return send(auth, 30);
  }

  private AttemptOutcome send(EndpointAuth auth, int seconds) {
    EndpointSettings plain = EndpointSettings.at(receiver.url());
    EndpointSettings target =
        new EndpointSettings(
            plain.url(),
            "",
            plain.signatureFormats(),
            plain.headers(),
            new DeliveryRules(Duration.ofSeconds(seconds), null, null, null, null, Ordering.NONE),
            plain.suspension(),
            plain.formatOptions(),
            new EndpointAccess(auth, TlsProfile.RUNTIME));
    return post.send(target, HeaderFields.of("webhook-id", "evt_1"), new byte[] {'{', '}'});
  }

  private List<@Nullable String> authorizations() {
    return receiver.received().stream()
        .<@Nullable String>map(r -> r.headers().first("authorization").orElse(null))
        .toList();
  }
}
