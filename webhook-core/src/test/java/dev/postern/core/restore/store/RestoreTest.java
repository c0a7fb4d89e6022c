package dev.postern.core.restore.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.ChainState;
import dev.postern.core.id.EndpointId;
import dev.postern.core.id.TenantId;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TestDatabase;
import dev.postern.core.vault.Owner;
import dev.postern.core.vault.TestSecrets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of {@code docs/operations.md}, where a PostgreSQL with its programs is installed.
 */
class RestoreTest {
  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final Owner OWNER = Owner.of(new EndpointId(new UUID(2, 2)));
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private final AtomicLong ids = new AtomicLong();

  @TempDir Path folder;

  @Test
  void what_was_dumped_while_it_ran_is_back_and_goes_on_here_and_on_another_server()
      throws Exception {
    Optional<Path> programs = SystemPostgres.programs();
    Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL's programs are here");
    BackUp backUp = new BackUp(folder);

    try (SystemPostgres server = SystemPostgres.start(programs.orElseThrow());
        SystemPostgres another = SystemPostgres.start(programs.orElseThrow())) {
      TestDatabase database = TestDatabase.over(server.source(), "core");
      database.secureRows();
      TestSecrets running = secrets(database);
      running.secrets().create(TENANT, OWNER, SecretText.of("none"));
      running.secrets().rotate(TENANT, OWNER, SecretText.of("one"), Duration.ZERO, false);
      List<String> rules = rules(database);
      assertThat(rules).isNotEmpty();

      backUp.dump(server);
      running.secrets().rotate(TENANT, OWNER, SecretText.of("two"), Duration.ZERO, false);
      backUp.restore(server);
      isBackAndGoesOn(server, rules);

      backUp.restoreElsewhere(another);
      isBackAndGoesOn(another, rules);
    }
  }

  private void isBackAndGoesOn(SystemPostgres server, List<String> rules) {
    TestDatabase database = TestDatabase.over(server.source(), "core");
    TestSecrets restored = secrets(database);
    assertThat(live(restored)).as("the same master key opens it").containsExactly("one");
    assertThat(restored.trail().verify(TENANT.uuid())).isEqualTo(new ChainState.Whole(1));
    assertThat(rules(database)).as("row-level security").isEqualTo(rules);

    database.secureRows();
    restored.secrets().rotate(TENANT, OWNER, SecretText.of("three"), Duration.ZERO, false);
    assertThat(live(restored)).containsExactly("three");
    assertThat(restored.trail().verify(TENANT.uuid())).isEqualTo(new ChainState.Whole(2));
  }

  private TestSecrets secrets(TestDatabase database) {
    return TestSecrets.over(database, () -> NOW, () -> new UUID(0x7000, ids.incrementAndGet()));
  }

  private static List<String> live(TestSecrets secrets) {
    return secrets.secrets().live(TENANT, OWNER).stream().map(SecretText::reveal).toList();
  }

  private static List<String> rules(TestDatabase database) {
    return database
        .database()
        .query(
            "select tablename || ' ' || policyname as rule from pg_policies order by 1",
            row -> row.text("rule"));
  }
}
