package dev.postern.core.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one node has acknowledged is what another goes by, although it had read its secrets. */
abstract class AcknowledgedSecretsContract {
  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final Owner OWNER = Owner.of(new EndpointId(new UUID(2, 2)));
  private final AtomicLong ids = new AtomicLong();
  private final Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private Instant nowThere = now;
  private TestDatabase database;
  private Secrets here;
  private Secrets there;
  private SecretInfo one;

  abstract TestDatabase open();

  @BeforeEach
  void twoNodes() {
    database = open();
    here = node();
    there = node();
    one = here.create(TENANT, OWNER, SecretText.of("one"));
    assertThat(liveThere()).containsExactly("one");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_version_that_was_expired_is_over() {
    rotate("two", Duration.ofDays(1), false);
    assertThat(liveThere()).containsExactly("two", "one");

    expireOne();

    assertThat(liveThere()).containsExactly("two");
  }

  @Test
  void a_version_that_was_expired_is_over_for_a_batch_that_is_made_ready() {
    rotate("two", Duration.ofDays(1), false);
    there.ready(Set.of(OWNER.uuid()));

    expireOne();
    there.ready(Set.of(OWNER.uuid()));

    assertThat(liveThere()).containsExactly("two");
  }

  @Test
  void a_forced_rotation_without_overlap_leaves_the_new_version_alone() {
    rotate("two", Duration.ofDays(1), false);
    assertThat(liveThere()).containsExactly("two", "one");

    rotate("three", Duration.ZERO, true);

    assertThat(liveThere()).containsExactly("three");
  }

  @Test
  void a_node_whose_clock_is_a_little_behind_ends_it_too() {
    rotate("two", Duration.ofDays(1), false);
    long asked = System.nanoTime();

    expireOne();

    // Its clock went on while the call lasted, from a fifth of a second before the other's.
    nowThere = now.minusMillis(200).plusNanos(System.nanoTime() - asked);
    assertThat(liveThere()).containsExactly("two");
  }

  @Test
  void a_new_version_is_known() {
    rotate("two", Duration.ofDays(1), false);

    assertThat(liveThere()).containsExactly("two", "one");
  }

  @Test
  void a_secret_that_was_opened_is_not_opened_again() {
    SecretText opened = there.ring(OWNER.uuid()).versions().getFirst().text();
    rotate("two", Duration.ofDays(1), false);

    assertThat(there.ring(OWNER.uuid()).versions().getLast().text()).isSameAs(opened);
  }

  private Secrets node() {
    return TestSecrets.over(database, () -> now, () -> new UUID(0x7000, ids.incrementAndGet()))
        .secrets();
  }

  private void rotate(String secret, Duration overlap, boolean force) {
    SecretInfo unused = here.rotate(TENANT, OWNER, SecretText.of(secret), overlap, force);
  }

  private void expireOne() {
    assertThat(here.expire(TENANT, OWNER, one.id()).state()).isEqualTo("expired");
  }

  private List<String> liveThere() {
    return there.ring(OWNER.uuid()).liveAt(nowThere).stream()
        .map(version -> version.text().reveal())
        .toList();
  }

  static final class H2Test extends AcknowledgedSecretsContract {
    @Override
    TestDatabase open() {
      return TestDatabase.h2(new String[] {"core"});
    }
  }

  static final class PostgresTest extends AcknowledgedSecretsContract {
    @Override
    TestDatabase open() {
      return TestDatabase.postgres(new String[] {"core"});
    }
  }
}
