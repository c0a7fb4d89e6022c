package dev.postern.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.postern.core.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Old evidence is swept hourly, by a timer that is never run again once it has thrown. */
class SecretEvidenceSweepTest {
  private final TestDatabase database = TestDatabase.h2(new String[] {"core"});
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_outage_does_not_end_it() {
    SecretEvidence evidence =
        TestSecrets.over(database, now::get, () -> new UUID(0x7000, 1)).evidence();
    database.database().update("alter table secret_use_hour rename to away");
    assertThatCode(evidence::sweep).doesNotThrowAnyException();
    database.database().update("alter table away rename to secret_use_hour");

    database
        .database()
        .update(
            "insert into secret_use_hour (secret_id, counted_hour, uses) values (?, ?, 1)",
            new UUID(0x7000, 2),
            now.get().minus(Duration.ofDays(9)));
    evidence.sweep();

    assertThat(
            database
                .database()
                .queryOne("select 1 as n from secret_use_hour", row -> row.number("n")))
        .isEmpty();
  }
}
