package dev.postern.outbound.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.core.id.EndpointId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.secret.SecretVersion;
import dev.postern.core.signature.StandardWebhooks;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.SecretInfo;
import dev.postern.core.vault.Secrets;
import dev.postern.core.vault.TestSecrets;
import dev.postern.outbound.QueueFixture;
import dev.postern.outbound.endpoint.store.EndpointRow;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A secret that one node has ended signs nothing more at another, which had read it as live. */
abstract class EndedKeyContract {
  private final Receiver receiver = new Receiver();
  private final SecureRandom random = new SecureRandom();
  private final SecretText old = SecretText.generateWhsec(random);
  private final SecretText next = SecretText.generateWhsec(random);
  private TestDatabase database;
  private QueueFixture rows;
  private EngineRig there;
  private Secrets here;
  private EndpointId endpoint;
  private Owner owner;
  private SecretInfo first;

  abstract TestDatabase open(String[] modules, Class<?>... entities);

  @BeforeEach
  void twoNodes() {
    database = open(new String[] {"core", "outbound"}, EndpointRow.class);
    rows = new QueueFixture(database.database());
    here = node();
    there =
        new EngineRig(database, UnaryOperator.identity(), Map.of("postern.delivery.poll", "20ms"));
    there.keys = Post.Rings.of(node());
    endpoint = rows.endpoint(receiver.url(), null);
    owner = Owner.of(endpoint);
    first = here.create(QueueFixture.TENANT, owner, old);
    rotate(next, Duration.ofDays(1), false);
    there.start();
    assertThat(signers(delivered())).as("both are live").containsExactly(next, old);
  }

  @AfterEach
  void close() {
    receiver.close();
    there.close();
    database.close();
  }

  @Test
  void the_next_delivery_is_signed_without_a_version_that_was_expired() {
    assertThat(signers(delivered())).containsExactly(next, old);

    expireFirst();

    assertThat(signers(delivered())).containsExactly(next);
  }

  @Test
  void the_next_delivery_is_signed_without_versions_that_a_forced_rotation_ended() {
    SecretText third = SecretText.generateWhsec(random);
    assertThat(signers(delivered())).containsExactly(next, old);

    rotate(third, Duration.ZERO, true);

    Receiver.Received request = delivered();
    assertThat(signers(request)).isEmpty();
    assertThat(signatures(request)).containsExactly(signature(request, third));
  }

  @Test
  void nor_is_a_test_event() {
    assertThat(signers(tested())).containsExactly(next, old);

    expireFirst();

    assertThat(signers(tested())).containsExactly(next);
  }

  private Secrets node() {
    return TestSecrets.over(database, InstantSource.system(), rows::id).secrets();
  }

  private void rotate(SecretText secret, Duration overlap, boolean force) {
    SecretInfo unused = here.rotate(QueueFixture.TENANT, owner, secret, overlap, force);
  }

  private void expireFirst() {
    assertThat(here.expire(QueueFixture.TENANT, owner, first.id()).state()).isEqualTo("expired");
  }

  private Receiver.Received delivered() {
    int before = receiver.received().size();
    rows.delivery(endpoint);
    there.wake.ring();
    await().until(() -> receiver.received().size() > before);
    return receiver.received().getLast();
  }

  private Receiver.Received tested() {
    assertThat(there.testSend.send(QueueFixture.TENANT, endpoint, "test.event").outcome().name())
        .isEqualTo("DELIVERED");
    return receiver.received().getLast();
  }

  /** Of the two, those that signed it, in the order of their signatures. */
  private List<SecretText> signers(Receiver.Received request) {
    List<SecretText> signers = new ArrayList<>();
    for (String signature : signatures(request)) {
      for (SecretText secret : List.of(next, old)) {
        if (signature.equals(signature(request, secret))) {
          signers.add(secret);
        }
      }
    }
    return signers;
  }

  private static List<String> signatures(Receiver.Received request) {
    return List.of(request.headers().first("webhook-signature").orElseThrow().split(" "));
  }

  private static String signature(Receiver.Received request, SecretText secret) {
    String seconds = request.headers().first("webhook-timestamp").orElseThrow();
    return StandardWebhooks.sign(
            request.id(),
            Instant.ofEpochSecond(Long.parseLong(seconds)),
            request.body(),
            List.of(new SecretVersion("sec_it", secret, Instant.EPOCH, null)))
        .first("webhook-signature")
        .orElseThrow();
  }

  static final class H2Test extends EndedKeyContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.h2(modules, entities);
    }
  }

  static final class PostgresTest extends EndedKeyContract {
    @Override
    TestDatabase open(String[] modules, Class<?>... entities) {
      return TestDatabase.postgres(modules, entities);
    }
  }
}
