package dev.postern.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.secret.SecretText;
import dev.postern.core.signature.ProviderAnswer;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.SecretInfo;
import dev.postern.core.vault.TestSecrets;
import dev.postern.ingest.Source;
import dev.postern.ingest.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is answered without a commit: a question that an ended secret proves, and a request with a
 * secret that another node has made since this one read its secrets.
 */
abstract class EndedSecretAnswersContract {
  private static final String OLD = "0123456789abcdef0123456789abcdef";
  private static final String NEW = "fedcba9876543210fedcba9876543210";
  private static final String QUESTION =
      "{\"type\":\"url_verification\",\"token\":\"t\",\"challenge\":\"asked\"}";

  private World world;
  private Source source;
  private Provider before;
  private Provider after;

  abstract World open();

  @BeforeEach
  void twoNodes() {
    world = open();
    source = world.source("slack", OLD);
    Reception there =
        Receptions.elsewhere(
            world,
            new InboundCounters(List.of()),
            TestSecrets.over(world.database, world.now::get, world.ids, world.scheduler));
    before = new Provider(there, source, OLD);
    after = new Provider(there, source, NEW);
    assertThat(ask(before).status()).as("it has read its secrets now").isEqualTo(200);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_question_that_an_expired_secret_proves_is_not_answered() {
    rotate(Duration.ofHours(1));
    assertThat(text(ask(before))).as("it is still live").isEqualTo("asked");
    Owner owner = Owner.of(source.id());
    SecretInfo old = world.secrets.secrets().list(World.TENANT, owner).getLast();

    SecretInfo ended = world.secrets.secrets().expire(World.TENANT, owner, old.id());

    assertThat(ended.state()).isEqualTo("expired");
    refused(ask(before));
    assertThat(text(ask(after))).isEqualTo("asked");
  }

  @Test
  void a_question_that_a_secret_rotated_away_proves_is_not_answered() {
    rotate(Duration.ZERO);

    refused(ask(before));
  }

  @Test
  void a_request_with_a_secret_that_has_just_been_made_is_taken() {
    rotate(Duration.ofHours(1));

    assertThat(post(after, "{\"event_id\":\"Ev1\",\"event\":{\"type\":\"message\"}}").status())
        .isEqualTo(200);
    assertThat(world.rows("received")).isEqualTo(1);
  }

  private void rotate(Duration overlap) {
    SecretInfo unused =
        world
            .secrets
            .secrets()
            .rotate(World.TENANT, Owner.of(source.id()), SecretText.of(NEW), overlap, false);
  }

  private ProviderAnswer ask(Provider provider) {
    return post(provider, QUESTION);
  }

  private ProviderAnswer post(Provider provider, String body) {
    return provider.post(provider.signed(body, world.now.get()));
  }

  private static void refused(ProviderAnswer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(text(answer)).contains("\"code\":\"bad_signature\"");
  }

  private static String text(ProviderAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  static final class H2Test extends EndedSecretAnswersContract {
    @Override
    World open() {
      return World.h2();
    }
  }

  static final class PostgresTest extends EndedSecretAnswersContract {
    @Override
    World open() {
      return World.postgres();
    }
  }
}
