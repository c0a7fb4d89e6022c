package dev.postern.ingest.deny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.egress.Corpus;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.fetch.FetchRequest;
import dev.postern.core.fetch.Fetched;
import dev.postern.core.fetch.GuardedHttp;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.ingest.DenyList;
import dev.postern.ingest.World;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every URL of the corpus as the URL of a threat feed: stored, changed and fetched. */
class FeedEgressTest {
  private static final ConcurrentLinkedQueue<String> LOOKUPS = new ConcurrentLinkedQueue<>();
  private static World world;
  private static DenyLists lists;
  private static DenyList present;
  private static GuardedHttp http;

  @BeforeAll
  static void open() throws NoSuchAlgorithmException {
    world = World.h2();
    EgressResolver inside =
        new EgressResolver(
            EgressPolicy::strict,
            (host, within) -> {
              LOOKUPS.add(host);
              return List.of(InetAddress.getByAddress(new byte[] {10, 0, 0, 5}));
            });
    lists =
        new DenyLists(
            world.guards.denyStore,
            new DenyListCheck(inside),
            world.guards.audit,
            world.database.transactions(),
            world.guards.stamp);
    http = new GuardedHttp(inside, SSLContext.getDefault());
    present = lists.create(World.TENANT, at("https://feeds.example.com/a"));
  }

  @AfterAll
  static void close() {
    http.close();
    world.close();
  }

  @BeforeEach
  void forget() {
    LOOKUPS.clear();
  }

  static Stream<Corpus.Line> refusedByText() {
    return Corpus.urls().stream()
        .filter(
            line -> line.verdict().startsWith("REJECT_") && !line.verdict().equals("REJECT_DNS"));
  }

  static Stream<Corpus.Line> needingALookup() {
    return Corpus.urls().stream().filter(line -> line.verdict().equals("REJECT_DNS"));
  }

  @ParameterizedTest
  @MethodSource("refusedByText")
  void a_bad_url_is_never_stored_and_never_fetched(Corpus.Line line) {
    refused(line, () -> lists.create(World.TENANT, at(line.input())));
    refused(line, () -> lists.update(World.TENANT, present.id(), at(line.input())));

    assertThat(http.fetch(FetchRequest.get(line.input()))).isInstanceOf(Fetched.Refused.class);
    assertThat(LOOKUPS).isEmpty();
    assertThat(lists.find(World.TENANT, present.id()).edit().url())
        .isEqualTo("https://feeds.example.com/a");
  }

  @ParameterizedTest
  @MethodSource("needingALookup")
  void a_name_that_leads_inside_is_looked_up_once_and_not_dialled(Corpus.Line line) {
    assertThat(http.fetch(FetchRequest.get(line.input()))).isInstanceOf(Fetched.Refused.class);
    assertThat(LOOKUPS).hasSize(1);
  }

  private static DenyList.Edit at(String url) {
    return new DenyList.Edit("A feed", url, 3600, true);
  }

  private static void refused(Corpus.Line line, ThrowingCallable call) {
    Problem problem = catchThrowableOfType(ProblemException.class, call).problem();
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("invalid_value");
    assertThat(problem.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.pointer()).isEqualTo("/url");
          assertThat(error.detail()).endsWith(" (" + line.refusal() + ")");
        });
  }
}
