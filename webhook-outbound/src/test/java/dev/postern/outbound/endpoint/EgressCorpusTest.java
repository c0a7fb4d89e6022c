package dev.postern.outbound.endpoint;

import static dev.postern.outbound.OutboundTables.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.egress.Corpus;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.id.EndpointId;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.HeaderFields;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.auth.AccessTokens;
import dev.postern.outbound.auth.Authorizer;
import dev.postern.outbound.auth.Permit;
import dev.postern.outbound.auth.TokenServer;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.HttpSender;
import dev.postern.outbound.send.OutboundRequest;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.send.Tls;
import dev.postern.outbound.send.TlsProfile;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every URL of the corpus through every place of this half that takes one: creating and updating an
 * endpoint, its token URL, and what dials: deliveries, test sends and token fetches share it.
 */
class EgressCorpusTest {
  private static final Set<String> BY_TEXT =
      Set.of(
          "REJECT_SYNTAX",
          "REJECT_SCHEME",
          "REJECT_USERINFO",
          "REJECT_PORT",
          "REJECT_HOST",
          "REJECT_IP");
  private static final ConcurrentLinkedQueue<String> LOOKUPS = new ConcurrentLinkedQueue<>();
  private static OutboundTables tables;
  private static Endpoints endpoints;
  private static EndpointId present;
  private static HttpSender sender;

  @BeforeAll
  static void open() {
    tables = OutboundTables.h2();
    endpoints = TestEndpoints.over(tables, new TestSubscriptions(tables).door);
    present =
        endpoints
            .create(ACME, EndpointSettings.at("https://receiver.example/"), null)
            .endpoint()
            .id();
    sender =
        new HttpSender(
            new EgressResolver(EgressPolicy::strict, EgressCorpusTest::inside),
            Tls.ofRuntime(),
            InstantSource.system());
  }

  @AfterAll
  static void close() {
    sender.close();
    tables.close();
  }

  static Stream<Corpus.Line> refusedByText() {
    return Corpus.urls().stream().filter(line -> BY_TEXT.contains(line.verdict()));
  }

  static Stream<Corpus.Line> refusedByLookup() {
    return Corpus.urls().stream().filter(line -> line.verdict().equals("REJECT_DNS"));
  }

  static Stream<Corpus.Line> allowed() {
    return Corpus.urls().stream().filter(line -> line.verdict().equals("ALLOW"));
  }

  @ParameterizedTest
  @MethodSource("refusedByText")
  void a_bad_url_is_refused_at_every_door_without_a_lookup(Corpus.Line line) {
    LOOKUPS.clear();
    EndpointSettings there = EndpointSettings.at(line.input());
    EndpointSettings asking = EndpointSettings.at("https://receiver.example/").with(grant(line));
    refused("/url", () -> endpoints.create(ACME, there, null));
    refused("/url", () -> endpoints.update(ACME, present, before -> there));
    refused("/auth/token_url", () -> endpoints.create(ACME, asking, null));
    refused("/auth/token_url", () -> endpoints.update(ACME, present, before -> asking));
    blockedWithoutDialling(line);
    assertThat(LOOKUPS).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("refusedByLookup")
  void a_name_that_leads_inside_is_stored_but_never_dialled(Corpus.Line line) {
    LOOKUPS.clear();
    blockedWithoutDialling(line);
    assertThat(LOOKUPS).as("one lookup for the delivery, one for the token").hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void a_good_url_is_taken_at_every_door(Corpus.Line line) {
    assertThat(endpoints.create(ACME, EndpointSettings.at(line.input()), null)).isNotNull();
    EndpointSettings asking = EndpointSettings.at("https://receiver.example/").with(grant(line));
    assertThat(endpoints.create(ACME, asking, null)).isNotNull();
    EndpointId other =
        endpoints.create(ACME, EndpointSettings.at("https://other.example/"), null).endpoint().id();
    EndpointSettings there = EndpointSettings.at(line.input());
    assertThat(endpoints.update(ACME, other, before -> there).settings().url())
        .isEqualTo(there.url());
    assertThat(endpoints.update(ACME, other, before -> asking)).isNotNull();
  }

  @Test
  void the_corpus_is_really_there() {
    assertThat(refusedByText().count()).isGreaterThan(100);
    assertThat(refusedByLookup().count()).isGreaterThan(5);
    assertThat(allowed().count()).isGreaterThan(5);
  }

  /** Whoever asks hears of an address inside. */
  private static List<InetAddress> inside(String host, Duration within)
      throws UnknownHostException {
    LOOKUPS.add(host);
    return List.of(
        InetAddress.getByAddress(new byte[] {93, (byte) 184, (byte) 216, 34}),
        InetAddress.getByAddress(new byte[] {10, 0, 0, 5}));
  }

  private static void blockedWithoutDialling(Corpus.Line line) {
    AttemptOutcome sent =
        sender.send(
            new OutboundRequest(
                line.input(),
                HeaderFields.of("webhook-id", "evt_1"),
                new byte[0],
                Duration.ofSeconds(1),
                Duration.ofSeconds(2)));
    undialled(sent);
    Authorizer authorizer =
        new Authorizer(
            new AccessTokens(
                new TokenServer(sender, InstantSource.system()),
                InstantSource.system(),
                Executors.newVirtualThreadPerTaskExecutor()));
    Permit permit = authorizer.permit(grant(line).auth(), Duration.ofSeconds(10));
    assertThat(permit).isInstanceOf(Permit.Denied.class);
    undialled(((Permit.Denied) permit).outcome());
  }

  private static void undialled(AttemptOutcome outcome) {
    assertThat(outcome.outcome()).as(outcome.detail()).isEqualTo(Outcome.BLOCKED);
    assertThat(outcome.timings().connect()).as("no socket was opened").isZero();
  }

  private static EndpointAccess grant(Corpus.Line line) {
    return new EndpointAccess(
        new EndpointAuth.OAuth2(line.input(), "client", SecretText.of("s"), null, null),
        TlsProfile.RUNTIME);
  }

  private static void refused(String pointer, ThrowingCallable call) {
    Problem problem = catchThrowableOfType(ProblemException.class, call).problem();
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("invalid_url");
    assertThat(problem.errors()).extracting(FieldError::pointer).contains(pointer);
  }
}
