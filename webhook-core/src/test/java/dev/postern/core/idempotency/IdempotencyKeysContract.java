package dev.postern.core.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.TenantId;
import dev.postern.core.idempotency.store.IdempotencyStore;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.tenant.TenantDeleted;
import dev.postern.core.vault.TestVault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for idempotency keys. */
abstract class IdempotencyKeysContract {
  private static final byte[] REQUEST = {1};
  private static final byte[] OTHER_REQUEST = {2};
  private static final StoredAnswer ANSWER = new StoredAnswer(201, "x/1", "{\"value\":\"canary\"}");
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private TestDatabase database;
  private IdempotencyKeys keys;

  abstract TestDatabase open(String... modules);

  @BeforeEach
  void openKeys() {
    database = open("core");
    keys =
        new IdempotencyKeys(
            new IdempotencyStore(database.database()),
            TestVault.over(database.database()),
            () -> now,
            scheduler);
  }

  @AfterEach
  void close() {
    scheduler.shutdownNow();
    database.close();
  }

  @Test
  void the_same_request_gets_the_first_answer_and_another_one_is_told() {
    assertThat(claim(REQUEST)).isInstanceOf(Claim.Fresh.class);
    assertThat(claim(REQUEST)).isInstanceOf(Claim.InProgress.class);
    keys.complete("ten|key", "k", ANSWER);

    assertThat(claim(REQUEST)).isEqualTo(new Claim.Answered(ANSWER));
    assertThat(claim(OTHER_REQUEST)).isInstanceOf(Claim.Reused.class);
    assertThat(keys.claim("other|key", "k", REQUEST, null)).isInstanceOf(Claim.Fresh.class);
  }

  @Test
  void a_released_key_is_free_again() {
    claim(REQUEST);
    keys.release("ten|key", "k");

    assertThat(claim(OTHER_REQUEST)).isInstanceOf(Claim.Fresh.class);
  }

  @Test
  void an_answer_is_kept_for_a_day_and_an_unanswered_key_for_a_minute() {
    claim(REQUEST);
    now = now.plus(IdempotencyKeys.ABANDONED);
    assertThat(claim(REQUEST)).isInstanceOf(Claim.InProgress.class);
    now = now.plusMillis(1);
    assertThat(claim(REQUEST)).isInstanceOf(Claim.Fresh.class);
    keys.complete("ten|key", "k", ANSWER);
    now = now.plus(Duration.ofHours(24));
    assertThat(claim(REQUEST)).isInstanceOf(Claim.Answered.class);
    now = now.plusMillis(1);
    assertThat(claim(OTHER_REQUEST)).isInstanceOf(Claim.Fresh.class);
  }

  @Test
  void a_secret_in_an_answer_is_not_readable_in_the_table() {
    claim(REQUEST);
    keys.complete("ten|key", "k", ANSWER);

    byte[] stored =
        database
            .database()
            .query("select answer from idempotency_key", row -> row.bytes("answer"))
            .getFirst();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
    assertThat(ANSWER.toString()).doesNotContain("canary");
  }

  @Test
  void a_deleted_tenant_takes_its_answers_along_and_nobody_elses() {
    TenantId gone = new TenantId(new UUID(0x7000, 1));
    TenantId neighbour = new TenantId(new UUID(0x7000, 2));
    answer(gone + "|key", "own", gone);
    answer(gone + "|key", "of-an-older-node", null);
    answer(neighbour + "|key", "own", neighbour);
    answer("platform|key", "at-the-gone", gone);
    answer("platform|key", "at-the-neighbour", neighbour);
    answer("platform|key", "at-none", null);

    keys.purge(new TenantDeleted(gone));

    assertThat(
            database
                .database()
                .query(
                    "select scope, idem_key from idempotency_key",
                    row -> row.text("scope") + " " + row.text("idem_key")))
        .containsExactlyInAnyOrder(
            neighbour + "|key own", "platform|key at-the-neighbour", "platform|key at-none");
  }

  private void answer(String scope, String key, @Nullable TenantId pathTenant) {
    assertThat(keys.claim(scope, key, REQUEST, pathTenant)).isInstanceOf(Claim.Fresh.class);
    keys.complete(scope, key, ANSWER);
  }

  private Claim claim(byte[] request) {
    return keys.claim("ten|key", "k", request, null);
  }

  static final class H2Test extends IdempotencyKeysContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.h2(modules);
    }
  }

  static final class PostgresTest extends IdempotencyKeysContract {
    @Override
    TestDatabase open(String... modules) {
      return TestDatabase.postgres(modules);
    }
  }
}
