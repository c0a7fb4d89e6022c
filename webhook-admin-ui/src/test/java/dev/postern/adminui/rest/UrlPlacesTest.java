package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.alert.AlertChannel;
import dev.postern.core.alert.AlertChannels;
import dev.postern.core.alert.AlertKind;
import dev.postern.core.alert.AlertRules;
import dev.postern.core.alert.AlertStores;
import dev.postern.core.alert.AlertVault;
import dev.postern.core.alert.NewAlertChannel;
import dev.postern.core.alert.store.AlertChannelStore;
import dev.postern.core.alert.store.AlertMessageStore;
import dev.postern.core.alert.store.AlertTestStore;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.store.AuditStore;
import dev.postern.core.config.PlatformConfig;
import dev.postern.core.config.Settings;
import dev.postern.core.egress.Corpus;
import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.egress.EgressResolver;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.TestVault;
import dev.postern.ingest.DenyList;
import dev.postern.ingest.deny.DenyListCheck;
import dev.postern.ingest.deny.DenyListStore;
import dev.postern.ingest.deny.DenyLists;
import dev.postern.outbound.endpoint.EndpointAccess;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.endpoint.EndpointCheck;
import dev.postern.outbound.endpoint.EndpointSettings;
import dev.postern.outbound.send.TlsProfile;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every URL of the corpus through every place of the API that takes one; {@code apply} and the
 * console's forms end at the same doors. A new member of the document that is a URL has no door
 * here, and fails.
 */
class UrlPlacesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TenantId ACME = new TenantId(new UUID(0x7001, 1));

  /** Where the document speaks of a URL that is only signed over, and never asked for. */
  private static final Set<String> NOT_FETCHED =
      Set.of("POST /api/v1/tenants/{tenant}/sources /provider_config");

  private static final AtomicInteger LOOKUPS = new AtomicInteger();
  private static TestDatabase database;
  private static Map<String, Door> doors;

  /**
   * What judges a member.
   *
   * @param code of the refusal
   */
  private record Door(String pointer, String code, Consumer<String> judge) {}

  @BeforeAll
  static void open() {
    database = TestDatabase.h2(new String[] {"core", "ingest"});
    AtomicLong ids = new AtomicLong();
    Stamp stamp = new Stamp(() -> new UUID(0x7000, ids.incrementAndGet()), () -> NOW);
    AuditTrail audit =
        new AuditTrail(new AuditStore(database.database()), database.transactions(), stamp);
    Settings settings = new Settings(key -> Optional.empty());
    AlertChannels channels =
        new AlertChannels(
            new AlertStores(
                new AlertChannelStore(database.database()),
                new AlertMessageStore(database.database(), database.transactions()),
                new AlertTestStore(database.database()),
                new AlertVault(TestVault.over(database.database()))),
            database.transactions(),
            audit,
            stamp,
            PlatformConfig.from(settings));
    DenyLists lists =
        new DenyLists(
            new DenyListStore(database.database()),
            new DenyListCheck(
                new EgressResolver(
                    EgressPolicy::strict,
                    (host, within) -> {
                      LOOKUPS.incrementAndGet();
                      throw new UnknownHostException(host);
                    })),
            audit,
            database.transactions(),
            stamp);
    EndpointCheck check = new EndpointCheck(EgressPolicy.strict());
    Door url = new Door("/url", "invalid_url", at -> check.settings(EndpointSettings.at(at)));
    Door token = new Door("/auth/token_url", "invalid_url", at -> check.settings(granted(at)));
    DenyList present = lists.create(ACME, feed("https://feeds.example.com/"));
    String endpoints = " /api/v1/tenants/{tenant}/endpoints";
    String denyLists = " /api/v1/tenants/{tenant}/deny-lists";
    doors =
        Map.of(
            "POST" + endpoints + " /url",
            url,
            "PATCH" + endpoints + "/{id} /url",
            url,
            "POST" + endpoints + " /auth/token_url",
            token,
            "PATCH" + endpoints + "/{id} /auth/token_url",
            token,
            "POST" + denyLists + " /url",
            new Door("/url", "invalid_value", at -> made(lists.create(ACME, feed(at)))),
            "PATCH" + denyLists + "/{list} /url",
            new Door(
                "/url", "invalid_value", at -> made(lists.update(ACME, present.id(), feed(at)))),
            "POST /api/v1/tenants/{tenant}/alert-channels /target",
            new Door("/target", "invalid_target", at -> made(channels.create(ACME, channel(at)))),
            "POST /api/v1/alert-channels /target",
            new Door("/target", "invalid_target", at -> made(channels.create(null, channel(at)))));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void forget() {
    LOOKUPS.set(0);
  }

  static Stream<Corpus.Line> refused() {
    return Corpus.urls().stream()
        .filter(
            line -> line.verdict().startsWith("REJECT_") && !line.verdict().equals("REJECT_DNS"));
  }

  static Stream<Corpus.Line> taken() {
    return Corpus.urls().stream()
        .filter(line -> Set.of("ALLOW", "REJECT_DNS", "PIN").contains(line.verdict()));
  }

  @Test
  void every_url_of_the_document_has_its_door_here() {
    Set<String> known = new HashSet<>(doors.keySet());
    known.addAll(NOT_FETCHED);
    assertThat(new UrlMembers(OpenApiDocument.read()).all())
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void no_place_takes_a_bad_one_or_asks_for_its_name(Corpus.Line line) {
    doors.forEach((place, door) -> {
      Problem problem =
          catchThrowableOfType(ProblemException.class, () -> door.judge().accept(line.input()))
              .problem();
      assertThat(problem.status()).as(place).isEqualTo(422);
      assertThat(problem.code()).as(place).isEqualTo(door.code());
      assertThat(problem.errors())
          .as(place)
          .singleElement()
          .satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(door.pointer());
            assertThat(error.detail()).endsWith(" (" + line.refusal() + ")");
          });
    });
    assertThat(LOOKUPS).hasValue(0);
  }

  /** A name that leads inside is refused when it is dialled: no place asks for it before. */
  @ParameterizedTest
  @MethodSource("taken")
  void every_place_takes_a_good_one_without_asking_for_its_name(Corpus.Line line) {
    doors.values().forEach(door -> door.judge().accept(line.input()));
    assertThat(LOOKUPS).hasValue(0);
  }

  private static void made(Object made) {
    assertThat(made).isNotNull();
  }

  private static EndpointSettings granted(String tokenUrl) {
    return EndpointSettings.at("https://receiver.example/")
        .with(
            new EndpointAccess(
                new EndpointAuth.OAuth2(tokenUrl, "client", SecretText.of("secret"), null, null),
                TlsProfile.RUNTIME));
  }

  private static DenyList.Edit feed(String url) {
    return new DenyList.Edit("A feed", url, 3600, true);
  }

  private static NewAlertChannel channel(String url) {
    return new NewAlertChannel(
        AlertKind.WEBHOOK, url, null, new AlertChannel.Edit("A channel", true, AlertRules.usual()));
  }
}
