package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.egress.Corpus;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.id.EndpointId;
import dev.postern.core.secret.SecretRing;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.auth.AccessTokens;
import dev.postern.outbound.auth.Authorizer;
import dev.postern.outbound.auth.TokenServer;
import dev.postern.outbound.endpoint.Endpoint;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.endpoint.EndpointState;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptOutcome;
import dev.postern.outbound.send.HttpSender;
import dev.postern.outbound.send.Tls;
import dev.postern.outbound.subscription.TransformationCompiler;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refused URL of the corpus, as if it had been stored, by a trial shot. */
class TestSendEgressTest {
  private static HttpSender sender;

  @BeforeAll
  static void open() {
    sender =
        new HttpSender(
            new EgressResolver(
                EgressPolicy::strict,
                (host, within) -> List.of(InetAddress.getByAddress(new byte[] {10, 0, 0, 5}))),
            Tls.ofRuntime(),
            InstantSource.system());
  }

  @AfterAll
  static void close() {
    sender.close();
  }

  static Stream<Corpus.Line> refused() {
    return Corpus.urls().stream().filter(line -> line.verdict().startsWith("REJECT_"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_trial_shot_goes_no_further_than_a_delivery(Corpus.Line line) {
    Attempt attempt =
        to(line.input())
            .send(QueueFixture.TENANT, new EndpointId(UUID.randomUUID()), "invoice.paid");

    assertThat(attempt.outcome()).as(attempt.detail()).isEqualTo(AttemptOutcome.BLOCKED);
    assertThat(attempt.timings().connect()).as("no socket was opened").isNull();
    assertThat(attempt.response()).isNull();
  }

  private static SignedTestSend to(String url) {
    InstantSource time = InstantSource.system();
    return new SignedTestSend(
        new Targets(wanted ->
            wanted.stream()
                .map(id ->
                    new Endpoint(
                        id,
                        QueueFixture.TENANT,
                        EndpointSettings.at(url),
                        EndpointState.fresh(),
                        Instant.EPOCH,
                        Instant.EPOCH))
                .toList()),
        new Composer(new TransformationCompiler()),
        new Post(
            sender,
            new Authorizer(
                new AccessTokens(
                    new TokenServer(sender, time),
                    time,
                    Executors.newVirtualThreadPerTaskExecutor())),
            time,
            owner -> new SecretRing(List.of(EngineRig.SECRET)),
            (secret, at) -> {}),
        new Pace(time, UUID::randomUUID));
  }
}
