package dev.postern.outbound.endpoint;

import static dev.postern.outbound.OutboundTables.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.outbound.OutboundTables;
import dev.postern.outbound.subscription.TestSubscriptions;
import java.security.SecureRandom;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Formats and secret must fit each other, whichever of them changes. */
abstract class SecretFitContract {
  private static final EndpointSettings PLAIN = EndpointSettings.at("https://receiver.example/in");
  private OutboundTables tables;
  private Endpoints endpoints;

  abstract OutboundTables open();

  @BeforeEach
  void openTables() {
    tables = open();
    endpoints = TestEndpoints.over(tables, new TestSubscriptions(tables).door);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void a_rotation_to_a_key_pair_is_refused_where_a_format_is_keyed_with_text() {
    SecretText pair = StandardWebhooks.generateEd25519(new SecureRandom());
    EndpointSettings both =
        PLAIN.with(FormatOptions.defaults(), SignatureFormat.STANDARD, SignatureFormat.X_SIGNATURE);
    var id = endpoints.create(ACME, both, null).endpoint().id();

    Problem rotated =
        problem(() ->
            endpoints.rotateSecret(
                ACME, id, new Endpoints.SecretRotation(Duration.ZERO, pair, false)));
    Problem created = problem(() -> endpoints.create(ACME, both, pair));

    assertThat(rotated.status()).isEqualTo(422);
    assertThat(rotated.code()).isEqualTo(created.code());
    assertThat(rotated.errors().getFirst().pointer()).isEqualTo("/secret");
    assertThat(endpoints.secrets(ACME, id)).hasSize(1);
    assertThat(tables.count("select count(*) from endpoint_public_key")).isZero();
  }

  @Test
  void a_text_secret_is_kept_from_formats_that_are_not_keyed_with_text() {
    SecretText text = SecretText.of("convoy-secret-1");
    EndpointSettings kept = PLAIN.with(FormatOptions.defaults(), SignatureFormat.X_WEBHOOK);
    var id = endpoints.create(ACME, kept, text).endpoint().id();
    assertThat(endpoints.revealSecret(ACME, id).value()).isEqualTo("convoy-secret-1");
    EndpointSettings both =
        kept.with(FormatOptions.defaults(), SignatureFormat.X_WEBHOOK, SignatureFormat.STANDARD);

    Problem created = problem(() -> endpoints.create(ACME, both, text));
    Problem updated = problem(() -> endpoints.update(ACME, id, before -> both));
    assertThat(created.code()).isEqualTo("invalid_secret");
    assertThat(updated.code()).isEqualTo(created.code());
    assertThat(updated.status()).isEqualTo(422);

    tables.now = tables.now.plusSeconds(1);
    endpoints.rotateSecret(
        ACME, id, new Endpoints.SecretRotation(Duration.ofHours(1), null, false));
    assertThat(problem(() -> endpoints.update(ACME, id, before -> both)).code())
        .as("the old one would have to sign too")
        .isEqualTo(created.code());
    tables.now = tables.now.plus(Duration.ofHours(2));
    endpoints.update(ACME, id, before -> both);

    Problem rotated =
        problem(() ->
            endpoints.rotateSecret(
                ACME, id, new Endpoints.SecretRotation(Duration.ZERO, text, false)));
    assertThat(rotated.code()).isEqualTo(created.code());
  }

  private static Problem problem(ThrowingCallable call) {
    return catchThrowableOfType(ProblemException.class, call).problem();
  }

  static final class H2Test extends SecretFitContract {
    @Override
    OutboundTables open() {
      return OutboundTables.h2();
    }
  }

  static final class PostgresTest extends SecretFitContract {
    @Override
    OutboundTables open() {
      return OutboundTables.postgres();
    }
  }
}
