package dev.postern.outbound.endpoint;

import static dev.postern.outbound.OutboundTables.ACME;
import static dev.postern.outbound.OutboundTables.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.id.EndpointId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.CustomScheme;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.core.vault.SecretInfo;
import dev.postern.core.vault.VaultException;
import dev.postern.outbound.Backlog;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.endpoint.store.PublicKeyStore;
import dev.postern.outbound.send.TlsProfile;
import dev.postern.outbound.subscription.SubscriptionSettings;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for endpoints. */
abstract class EndpointsContract {
  private static final EndpointSettings PLAIN = EndpointSettings.at("https://receiver.example/in");
  private OutboundTables tables;
  private TestSubscriptions subscriptions;
  private Endpoints endpoints;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    subscriptions = new TestSubscriptions(tables);
    endpoints = TestEndpoints.over(tables, subscriptions.door);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void every_setting_comes_back_as_it_was_given() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Zone", "b");
    headers.put("Authorization", "Bearer \"quoted\"");
    EndpointSettings settings =
        new EndpointSettings(
            "https://receiver.example/in?x=1",
            "Täglich",
            List.of(SignatureFormat.X_WEBHOOK, SignatureFormat.STANDARD, SignatureFormat.CUSTOM),
            headers,
            new DeliveryRules(
                Duration.ofSeconds(7),
                RetrySchedule.parse(List.of("1s", "90s", "2h")),
                4,
                new RateLimit(10, Duration.ofSeconds(60)),
                3,
                Ordering.KEY),
            new SuspensionRule(5, Duration.ofSeconds(60)),
            new FormatOptions(
                Map.of(SignatureFormat.X_WEBHOOK, tables.now.plusSeconds(60)),
                CloudEventsMode.BINARY,
                PayloadForm.DATA,
                new CustomScheme(
                    new CustomScheme.Digest(
                        "X-Acme-Signature",
                        "v1=",
                        CustomScheme.Algorithm.HMAC_SHA512,
                        CustomScheme.Encoding.BASE64URL),
                    "{timestamp}." + "\"".repeat(480) + "{body}",
                    new CustomScheme.Timestamp(
                        "X-Acme-Time", CustomScheme.TimestampUnit.MILLISECONDS, null),
                    null,
                    new CustomScheme.Event(null, null))),
            EndpointAccess.open());

    Endpoint made = endpoints.create(ACME, settings, null).endpoint();
    Endpoint found = endpoints.get(ACME, made.id());

    assertThat(found).isEqualTo(made);
    assertThat(found.settings()).isEqualTo(settings);
    assertThat(found.settings().headers().keySet()).containsExactly("X-Zone", "Authorization");
    assertThat(found.state()).isEqualTo(EndpointState.fresh());
    assertThat(endpoints.find(OTHER, made.id())).isEmpty();
  }

  @Test
  void credentials_come_back_as_they_were_given_and_are_stored_sealed() {
    EndpointAccess access =
        new EndpointAccess(
            new EndpointAuth.OAuth2(
                "https://login.example/token", "client", SecretText.of("hunter2"), "a b", null),
            new TlsProfile(null, null, null, List.of("A".repeat(43) + "=")));
    Endpoint made = endpoints.create(ACME, PLAIN.with(access), null).endpoint();
    Endpoint other = endpoints.create(ACME, PLAIN, null).endpoint();

    assertThat(endpoints.get(ACME, made.id()).settings().access()).isEqualTo(access);
    byte[] sealed = sealed(made.id());
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
        .doesNotContain("hunter2", "login.example");
    assertThat(sealed(other.id())).isNull();

    tables
        .database
        .database()
        .update("update endpoint set access_sealed = ? where id = ?", sealed, other.id());
    assertThatThrownBy(() -> endpoints.get(ACME, other.id()))
        .as("a ciphertext moved to another endpoint does not open")
        .isInstanceOf(VaultException.class);
  }

  private byte @Nullable [] sealed(EndpointId id) {
    return tables
        .database
        .database()
        .query(
            "select access_sealed from endpoint where id = ?",
            row -> Optional.ofNullable(row.bytesOrNull("access_sealed")),
            id)
        .getFirst()
        .orElse(null);
  }

  @Test
  void the_engine_reads_endpoints_of_all_tenants_at_once_each_with_its_state() {
    Endpoint mine = endpoints.create(ACME, PLAIN, null).endpoint();
    Endpoint theirs = endpoints.create(OTHER, PLAIN, null).endpoint();
    endpoints.create(ACME, PLAIN, null);
    tables
        .database
        .database()
        .update(
            "update endpoint_health set consecutive_failures = 3 where endpoint_id = ?",
            theirs.id());
    EndpointId unknown = new EndpointId(UUID.randomUUID());

    assertThat(endpoints.of(Set.of(mine.id(), theirs.id(), unknown)))
        .containsExactlyInAnyOrder(
            endpoints.get(ACME, mine.id()), endpoints.get(OTHER, theirs.id()));
    assertThat(endpoints.get(OTHER, theirs.id()).state()).isNotEqualTo(mine.state());
  }

  @Test
  void the_secret_is_generated_or_yours_and_shown_once() {
    NewEndpoint generated = endpoints.create(ACME, PLAIN, null);
    String own = "whsec_" + "A".repeat(32);
    NewEndpoint given = endpoints.create(ACME, PLAIN, SecretText.of(own));

    assertThat(generated.secret().value()).startsWith("whsec_");
    assertThat(given.secret().value()).isEqualTo(own);
    assertThat(endpoints.secrets(ACME, given.endpoint().id()))
        .extracting(SecretInfo::value)
        .containsOnlyNulls();
    assertThat(endpoints.revealSecret(ACME, given.endpoint().id()).value()).isEqualTo(own);
  }

  @Test
  void the_public_half_of_a_key_pair_is_told_as_long_as_it_is_live() {
    SecretText pair = StandardWebhooks.generateEd25519(new SecureRandom());
    var id = endpoints.create(ACME, PLAIN, pair).endpoint().id();
    var plain = endpoints.create(ACME, PLAIN, null).endpoint().id();
    VerificationKeys.Jwk first = keys().getFirst();
    assertThat(keys()).hasSize(1);
    assertThat(verification().live(plain).keys()).isEmpty();
    assertThat(verification().live(id).named(first.kid()).keys()).containsExactly(first);
    assertThat(verification().live(id).named("sec_other").keys()).isEmpty();
    assertThat(first.kid()).isEqualTo(endpoints.secrets(ACME, id).getFirst().id().toString());
    assertThat("whpk_" + first.x().replace('-', '+').replace('_', '/') + "=")
        .isEqualTo(StandardWebhooks.publicKey(pair).reveal());

    tables.now = tables.now.plusSeconds(1);
    SecretInfo next =
        endpoints.rotateSecret(
            ACME, id, new Endpoints.SecretRotation(Duration.ofHours(1), null, false));
    assertThat(next.value()).as("of the same kind").startsWith("whsk_");
    assertThat(keys()).hasSize(2);
    tables.now = tables.now.plus(Duration.ofHours(2));
    assertThat(keys()).extracting(VerificationKeys.Jwk::kid).containsExactly(next.id().toString());

    EndpointSettings legacy = PLAIN.with(FormatOptions.defaults(), SignatureFormat.X_SIGNATURE);
    assertThat(problem(() -> endpoints.update(ACME, id, before -> legacy)).errors().getFirst())
        .extracting(dev.postern.core.problem.FieldError::pointer)
        .isEqualTo("/signature_formats");
    endpoints.delete(ACME, id);
    assertThat(keys()).isEmpty();
  }

  private List<VerificationKeys.Jwk> keys() {
    return verification().live().keys();
  }

  private VerificationKeys verification() {
    return new VerificationKeys(new PublicKeyStore(tables.database.database()), () -> tables.now);
  }

  @Test
  void a_second_rotation_inside_an_overlap_is_refused_unless_forced() {
    var id = endpoints.create(ACME, PLAIN, null).endpoint().id();
    Duration day = Duration.ofHours(24);
    tables.now = tables.now.plusSeconds(1);
    endpoints.rotateSecret(ACME, id, new Endpoints.SecretRotation(day, null, false));
    tables.now = tables.now.plusSeconds(1);

    Problem problem =
        problem(
            () -> endpoints.rotateSecret(ACME, id, new Endpoints.SecretRotation(day, null, false)));
    assertThat(problem.code()).isEqualTo("overlap_in_progress");
    assertThat(
            endpoints.rotateSecret(ACME, id, new Endpoints.SecretRotation(day, null, true)).state())
        .isEqualTo("current");
    assertThat(endpoints.secrets(ACME, id)).hasSize(3);
  }

  @Test
  void a_list_shows_each_endpoints_own_state_newest_first() {
    Endpoint first = endpoints.create(ACME, PLAIN, null).endpoint();
    Endpoint second = endpoints.create(ACME, PLAIN, null).endpoint();
    endpoints.create(OTHER, PLAIN, null);
    tables
        .database
        .database()
        .update(
            """
            update endpoint_health set status = ?, suspended_at = ?, suspended_reason = ?,
              consecutive_failures = 10 where endpoint_id = ?
            """,
            EndpointStatus.SUSPENDED,
            tables.now,
            "10 failures in a row",
            first.id());

    Page<Endpoint> page = endpoints.list(ACME, PageRequest.first(1));
    assertThat(page.data()).containsExactly(second);
    Endpoint last = endpoints.list(ACME, PageRequest.of("1", page.nextCursor())).data().getFirst();
    assertThat(last.id()).isEqualTo(first.id());
    assertThat(last.state())
        .isEqualTo(
            new EndpointState(
                EndpointStatus.SUSPENDED,
                null,
                tables.now,
                "10 failures in a row",
                10,
                Circuit.CLOSED,
                null));
  }

  @Test
  void an_update_changes_the_settings_and_nothing_the_machine_counts() {
    Endpoint made = endpoints.create(ACME, PLAIN, null).endpoint();
    tables.now = tables.now.plusSeconds(5);

    Endpoint updated =
        endpoints.update(
            ACME, made.id(), before -> EndpointSettings.at("https://receiver.example/new"));

    assertThat(endpoints.get(ACME, made.id())).isEqualTo(updated);
    assertThat(updated.settings().url()).endsWith("/new");
    assertThat(updated.createdAt()).isEqualTo(made.createdAt());
    assertThat(updated.updatedAt()).isEqualTo(tables.now);
    Problem problem =
        problem(() ->
            endpoints.update(ACME, made.id(), before -> EndpointSettings.at("https://10.0.0.1/")));
    assertThat(problem.code()).isEqualTo("invalid_url");
    assertThat(endpoints.get(ACME, made.id())).isEqualTo(updated);
  }

  @Test
  void deleting_takes_subscriptions_and_secrets_and_ends_what_was_to_be_sent() {
    Endpoint made = endpoints.create(ACME, PLAIN, null).endpoint();
    subscriptions.door.create(ACME, SubscriptionSettings.to(made.id(), "*"));
    assertThat(subscriptions.routes(ACME)).hasSize(1);

    endpoints.delete(ACME, made.id());

    assertThat(endpoints.find(ACME, made.id())).isEmpty();
    assertThat(subscriptions.routes(ACME)).isEmpty();
    assertThat(subscriptions.door.ofEndpoint(ACME, made.id())).isEmpty();
    assertThat(tables.count("select count(*) from secret_version")).isZero();
    assertThat(tables.count("select count(*) from endpoint_health")).isZero();
    assertThat(tables.control.calls).containsExactly("deleted " + made.id());
  }

  @Test
  void turning_on_and_off_is_the_engines_work_and_only_for_the_tenants_own() {
    Endpoint made = endpoints.create(ACME, PLAIN, null).endpoint();

    endpoints.disable(ACME, made.id());
    endpoints.enable(ACME, made.id(), Backlog.SKIP);
    assertThat(problem(() -> endpoints.disable(OTHER, made.id())).status()).isEqualTo(404);
    assertThat(tables.control.calls)
        .containsExactly(
            "disabled " + made.id(), "skipped " + made.id(), "enabled " + made.id() + " SKIP");
  }

  private static Problem problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(ProblemException.class, call).problem();
  }

  static final class H2Test extends EndpointsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends EndpointsContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
