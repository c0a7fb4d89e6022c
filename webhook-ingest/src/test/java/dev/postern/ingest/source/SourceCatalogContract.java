package dev.postern.ingest.source;

import static dev.postern.ingest.store.Webhooks.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.core.id.SourceId;
import dev.postern.core.id.TenantId;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.ingest.AsJson;
import dev.postern.ingest.CreatedSource;
import dev.postern.ingest.FirstSecret;
import dev.postern.ingest.Forward;
import dev.postern.ingest.RateLimit;
import dev.postern.ingest.ReceivedQuery;
import dev.postern.ingest.ReceivedStatus;
import dev.postern.ingest.RejectionQuery;
import dev.postern.ingest.SecretRotation;
import dev.postern.ingest.Source;
import dev.postern.ingest.SourceEdit;
import dev.postern.ingest.SourceSettings;
import dev.postern.ingest.World;
import dev.postern.ingest.received.Ledgers;
import dev.postern.ingest.received.ReceivedLedger;
import dev.postern.ingest.rejection.RefusedCall;
import dev.postern.ingest.rejection.RejectionStore;
import dev.postern.ingest.rejection.StoredRejections;
import dev.postern.ingest.store.NewReceived;
import dev.postern.ingest.store.ReceivedStoreProducer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every database must do for sources and for what hangs on them. */
abstract class SourceCatalogContract {
  private World world;

  abstract World open();

  @BeforeEach
  void openWorld() {
    world = open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "discord, not-hex",
    "discord, bbfd6e468e85",
    "sendgrid, MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQ",
    "standard-webhooks-v1a, whsec_O6kPjbcBKHAjDE",
    "rfc9421, -----BEGIN PUBLIC KEY-----MCowBQYDK2VwAyEA-----END PUBLIC KEY-----",
    "rfc9421, MAYCAQECAQI=",
    "rfc9421, ' -----BEGIN EC PARAMETERS-----BggqhkjOPQMBBw==-----END EC PARAMETERS-----'",
    "github, -----BEGIN PUBLIC KEY-----MCowBQYDK2VwAyEA-----END PUBLIC KEY-----",
    "gitlab, -----BEGIN RSA PUBLIC KEY-----MCowBQYDK2VwAyEA-----END RSA PUBLIC KEY-----",
    "slack, -----BEGIN CERTIFICATE-----MCowBQYDK2VwAyEA-----END CERTIFICATE-----",
    "discord, 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a '",
    "standard-webhooks, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw '",
    "adyen, ' 44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056'"
  })
  void a_key_that_could_never_verify_is_refused_when_it_is_given(String provider, String key) {
    SourceEdit edit = new SourceEdit("s", provider, true, SourceSettings.defaults());

    assertThatThrownBy(() ->
            world.sources.create(World.TENANT, edit, new FirstSecret.Given(SecretText.of(key))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(422);
              assertThat(refused.problem().errors())
                  .extracting(FieldError::pointer)
                  .containsExactly("/secret");
            });
    SourceId bare =
        world.sources.create(World.TENANT, edit, new FirstSecret.Absent()).source().id();
    assertThatThrownBy(() ->
            world.sources.rotateSecret(
                World.TENANT,
                bare,
                new SecretRotation(Optional.of(SecretText.of(key)), Duration.ZERO, false)))
        .hasMessageStartingWith("invalid_secret");
  }

  @Test
  void a_new_source_is_found_by_its_tenant_and_by_the_token_of_its_url() {
    Source source = world.source("stripe", "whsec_x");

    assertThat(world.sources.find(World.TENANT, source.id())).contains(source);
    assertThat(world.sources.find(World.OTHER, source.id())).isEmpty();
    assertThat(source.ingestUrl()).matches("http://localhost:8080/in/[A-Za-z0-9_-]{43}");
    assertThat(world.directory.find(token(source)).orElseThrow().id()).isEqualTo(source.id());
  }

  @Test
  void a_name_has_200_characters_whatever_characters_they_are() {
    String rockets = "\uD83D\uDE80".repeat(200);
    SourceEdit edit = new SourceEdit(rockets, "github", true, SourceSettings.defaults());

    assertThat(
            world.sources.create(World.TENANT, edit, new FirstSecret.Generated()).source().name())
        .isEqualTo(rockets);
    assertThatThrownBy(() ->
            world.sources.create(
                World.TENANT,
                new SourceEdit(rockets + "x", "github", true, SourceSettings.defaults()),
                new FirstSecret.Generated()))
        .hasMessageStartingWith("invalid_name");
  }

  @Test
  void a_generated_secret_is_shown_once_and_an_absent_one_never() {
    SourceEdit edit = new SourceEdit("A", "github", true, SourceSettings.defaults());
    CreatedSource made = world.sources.create(World.TENANT, edit, new FirstSecret.Generated());
    CreatedSource bare = world.sources.create(World.TENANT, edit, new FirstSecret.Absent());

    assertThat(made.secret().orElseThrow().value()).isNotBlank();
    assertThat(world.sources.secrets(World.TENANT, made.source().id()).getFirst().value()).isNull();
    assertThat(bare.secret()).isEmpty();
    assertThat(world.sources.secrets(World.TENANT, bare.source().id())).isEmpty();
  }

  @Test
  void what_only_the_provider_can_issue_is_never_made_up() {
    for (String provider : List.of("discord", "sendgrid", "paypal", "aws-sns")) {
      CreatedSource made =
          world.sources.create(
              World.TENANT,
              new SourceEdit("A", provider, true, SourceSettings.defaults()),
              new FirstSecret.Generated());
      assertThat(made.secret()).as(provider).isEmpty();
      assertThat(made.needsSecret())
          .as(provider)
          .isEqualTo(provider.equals("discord") || provider.equals("sendgrid"));
      assertThatThrownBy(() ->
              world.sources.rotateSecret(
                  World.TENANT,
                  made.source().id(),
                  new SecretRotation(Optional.empty(), Duration.ZERO, false)))
          .as(provider)
          .hasMessageStartingWith("secret_required");
    }
  }

  @Test
  void the_window_is_the_providers_until_a_person_sets_one() {
    Source paypal = world.source("paypal", "x");
    Source stripe = world.source("stripe", "x");
    Source own = world.source("paypal", "x", settings -> settings.replaying(60));

    assertThat(paypal.replayWindow()).isEqualTo(Duration.ofDays(3));
    assertThat(stripe.replayWindow()).isEqualTo(Duration.ofSeconds(300));
    assertThat(own.replayWindow()).isEqualTo(Duration.ofSeconds(60));
    assertThat(world.directory.find(token(paypal)).orElseThrow().verification().tolerance())
        .isEqualTo(Duration.ofDays(3));
    assertThat(world.directory.find(token(own)).orElseThrow().verification().tolerance())
        .isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"allowed_cidrs\":[\"preset:nobody\"]}                      | /allowed_cidrs/0",
        "{\"json_schema\":{\"type\":\"text\"}}                      | /json_schema/type",
        "{\"json_schema\":{\"$ref\":\"https://example.com/s\"}}     | /json_schema/$ref",
        "{\"event_location\":{\"id\":\"/data\",\"type\":null}}    | /event_location/id",
        "{\"retention_days\":0}                                         | /retention_days",
        "{\"replay_window_seconds\":0}                                  | /replay_window_seconds",
        "{\"success_answer\":{\"body\":\"ok\",\"content_type\":\"text\"}} |"
            + " /success_answer/content_type",
        "{\"success_status\":204,\"success_answer\":{\"body\":\"ok\",\"content_type\":\"text/plain\"}}"
            + " | /success_answer"
      })
  void a_setting_that_cannot_work_is_refused_where_it_stands(String fields, String pointer) {
    assertThatThrownBy(() -> world.source("stripe", "x", settings -> AsJson.with(settings, fields)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().errors()).extracting(FieldError::pointer).contains(pointer));
  }

  @Test
  void a_change_is_seen_at_once_on_this_node_and_lifted_limits_stay_lifted() {
    Source source = world.source("stripe", "whsec_x");
    assertThat(world.directory.find(token(source)).orElseThrow().settings().rateLimit())
        .isEqualTo(new RateLimit(100, 60));
    SourceSettings lifted =
        AsJson.with(
            source.settings(),
            """
            {"allowed_cidrs":["203.0.113.7"],"rate_limit":null,"replay_window_seconds":60,
             "max_body_bytes":1000,"success_status":204,"retention_days":7,"mode":"test",
             "json_schema":{"type":"object"},
             "event_location":{"id":"header:X-Id","type":"body:/kind"}}
            """);

    world.sources.update(World.TENANT, source.id(), new SourceEdit("B", "github", false, lifted));

    LiveSource live = world.directory.find(token(source)).orElseThrow();
    assertThat(live.enabled()).isFalse();
    assertThat(live.settings()).isEqualTo(lifted);
    assertThat(world.sources.find(World.TENANT, source.id()).orElseThrow().edit())
        .isEqualTo(new SourceEdit("B", "github", false, lifted));
  }

  @ParameterizedTest
  @CsvSource({
    "generic-hmac, stripe, any-text, true",
    "generic-hmac, standard-webhooks, not base64, false",
    "standard-webhooks, svix, whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, true",
    "stripe, adyen, not-hex, false",
    "stripe, discord, any-text, false",
    "generic-hmac, discord, b5c2da3f9fd2bd4d5f4d38ec0a2d6f3c1a4ed8f9ab3a4f2c1de0a7d7ba0c1f55,"
        + " false",
    "discord, generic-hmac, b5c2da3f9fd2bd4d5f4d38ec0a2d6f3c1a4ed8f9ab3a4f2c1de0a7d7ba0c1f55, false"
  })
  void a_source_goes_over_to_a_provider_only_with_secrets_that_serve_there(
      String from, String to, String secret, boolean serves) {
    Source source = world.source(from, secret);
    SourceEdit edit = new SourceEdit("B", to, true, source.settings());

    if (serves) {
      assertThat(world.sources.update(World.TENANT, source.id(), edit).provider()).isEqualTo(to);
    } else {
      assertThatThrownBy(() -> world.sources.update(World.TENANT, source.id(), edit))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> {
                assertThat(refused.problem().status()).isEqualTo(422);
                assertThat(refused.problem().code()).isEqualTo("secret_does_not_fit");
                assertThat(refused.problem().errors())
                    .extracting(FieldError::pointer)
                    .containsExactly("/provider");
                assertThat(refused.problem().detail()).doesNotContain(secret);
              });
      assertThat(world.sources.find(World.TENANT, source.id())).contains(source);
    }
  }

  @Test
  void a_retiring_secret_counts_until_it_has_expired() {
    Source source = world.source("generic-hmac", "not base64");
    world.sources.rotateSecret(
        World.TENANT,
        source.id(),
        new SecretRotation(
            Optional.of(SecretText.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
            Duration.ofHours(1),
            false));
    SourceEdit edit = new SourceEdit("B", "svix", true, source.settings());

    assertThatThrownBy(() -> world.sources.update(World.TENANT, source.id(), edit))
        .hasMessageStartingWith("secret_does_not_fit");
    world.now.updateAndGet(now -> now.plus(Duration.ofHours(1)));
    assertThat(world.sources.update(World.TENANT, source.id(), edit).provider()).isEqualTo("svix");
  }

  @Test
  void wrong_values_are_refused_with_their_pointers() {
    assertThatThrownBy(() -> world.source("nobody", "x"))
        .hasMessageStartingWith("invalid_provider");
    assertThatThrownBy(() -> world.source("stripe", " ")).hasMessageStartingWith("invalid_secret");
    assertThatThrownBy(() ->
            world.source("stripe", "x", settings -> settings.forwarding(new Forward(true, "a b"))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().errors().getFirst().pointer())
                    .isEqualTo("/forward/type_prefix"));
    assertThat(world.rows("source")).isZero();
  }

  @Test
  void deleting_a_source_takes_everything_of_it_and_nothing_of_others() {
    Source gone = full("e1");
    Source stays = full("e2");

    world.sources.delete(World.TENANT, gone.id());

    for (String table :
        List.of(
            "source",
            "received_key",
            "received",
            "handover_queue",
            "rejection",
            "secret_version")) {
      assertThat(world.rows(table)).as(table).isOne();
    }
    assertThat(world.directory.find(token(gone))).isEmpty();
    assertThat(world.directory.find(token(stays))).isPresent();
  }

  @Test
  void received_webhooks_are_listed_by_every_filter_and_only_to_their_tenant() {
    Source one = full("evt_100%_a");
    Source two = full("evt_2");
    ReceivedLedger ledger = Ledgers.over(world);
    var now = world.now.get();

    assertThat(Ledgers.ids(ledger, ReceivedQuery.ALL)).hasSize(2);
    assertThat(Ledgers.ids(ledger, ReceivedQuery.ofSource(one.id()))).hasSize(1);
    assertThat(Ledgers.ids(ledger, query("invoice.paid", null))).hasSize(2);
    assertThat(Ledgers.ids(ledger, query("invoice", null))).isEmpty();
    assertThat(Ledgers.ids(ledger, query(null, "100%_A"))).hasSize(1);
    assertThat(Ledgers.ids(ledger, query(null, "%"))).hasSize(1);
    assertThat(Ledgers.ids(ledger, query(null, "PAID"))).hasSize(2);
    assertThat(Ledgers.ids(ledger, new ReceivedQuery(two.id(), null, now, null, null, null)))
        .hasSize(1);
    assertThat(Ledgers.ids(ledger, new ReceivedQuery(null, null, null, now, null, null))).isEmpty();
    assertThat(
            Ledgers.ids(
                ledger, new ReceivedQuery(null, null, null, null, null, ReceivedStatus.DEAD)))
        .isEmpty();
    assertThat(ledger.list(World.OTHER, ReceivedQuery.ALL, PageRequest.first(5)).data()).isEmpty();
  }

  @Test
  void received_webhooks_are_found_between_two_moments() {
    // Ids carry the real time: the test's clock follows it.
    world.now.set(Instant.ofEpochMilli(world.ids.next().getMostSignificantBits() >>> 16));
    full("e1");
    ReceivedLedger ledger = Ledgers.over(world);
    Instant at = world.now.get();
    Duration tick = Duration.ofMillis(1);
    Duration hour = Duration.ofHours(1);

    assertThat(Ledgers.ids(ledger, between(at, at.plus(tick)))).hasSize(1);
    assertThat(Ledgers.ids(ledger, between(at.minus(hour), at.plus(hour)))).hasSize(1);
    assertThat(Ledgers.ids(ledger, between(at.minus(hour), at))).isEmpty();
    assertThat(Ledgers.ids(ledger, between(at.plus(tick), at.plus(hour)))).isEmpty();
  }

  private static ReceivedQuery between(Instant since, Instant until) {
    return new ReceivedQuery(null, null, since, until, null, null);
  }

  @Test
  void refusals_are_listed_by_source_and_reason() {
    Source one = full("e1");
    full("e2");
    StoredRejections rejections =
        new StoredRejections(new RejectionStore(world.database.database()));

    assertThat(list(rejections, World.TENANT, RejectionQuery.ALL)).isEqualTo(2);
    assertThat(
            list(rejections, World.TENANT, new RejectionQuery(one.id(), "no_secret", null, null)))
        .isOne();
    assertThat(list(rejections, World.TENANT, new RejectionQuery(null, "replayed", null, null)))
        .isZero();
    assertThat(list(rejections, World.OTHER, RejectionQuery.ALL)).isZero();
  }

  private static int list(StoredRejections rejections, TenantId tenant, RejectionQuery query) {
    return rejections.list(tenant, query, PageRequest.first(5)).data().size();
  }

  private static ReceivedQuery query(
      @org.jspecify.annotations.Nullable String type, @org.jspecify.annotations.Nullable String q) {
    return new ReceivedQuery(null, type, null, null, q, null);
  }

  private Source full(String eventId) {
    Source source = world.source("stripe", "whsec_x");
    NewReceived row = webhook(world, source.id(), eventId, "{}", true);
    world
        .database
        .transactions()
        .run(() -> ReceivedStoreProducer.of(world.database.database()).take(List.of(row)));
    world.rejections.record(
        new RefusedCall(
            World.TENANT,
            source.id(),
            "no_secret",
            "203.0.113.9",
            () -> new RefusedCall.Detail("why", null, null),
            world.now.get()));
    world.rejections.flush();
    return source;
  }

  private static SourceToken token(Source source) {
    String url = source.ingestUrl();
    return SourceToken.parse(url.substring(url.lastIndexOf('/') + 1)).orElseThrow();
  }

  static final class H2Test extends SourceCatalogContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends SourceCatalogContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
