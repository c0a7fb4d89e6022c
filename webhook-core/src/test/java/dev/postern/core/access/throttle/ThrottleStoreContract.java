package dev.postern.core.access.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do when two change what they both read. */
abstract class ThrottleStoreContract {
  private static final String ADA = "account:ada";
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
  private TestDatabase database;
  private ThrottleStore store;

  abstract TestDatabase open();

  @BeforeEach
  void openStore() {
    database = open();
    store = new ThrottleStore(database.database());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void of_two_that_begin_anew_after_a_pause_one_is_told_to_look_again() {
    Instant forgotten = NOW.minus(Duration.ofHours(25));
    assertThat(store.replace(ADA, Optional.empty(), new Backoff.Failures(1, forgotten))).isTrue();
    Optional<Backoff.Failures> known = store.find(ADA);

    assertThat(store.replace(ADA, known, new Backoff.Failures(1, NOW))).isTrue();
    assertThat(store.replace(ADA, known, new Backoff.Failures(1, NOW))).isFalse();
  }

  @Test
  void what_is_taken_back_is_as_it_was() {
    Backoff.Failures before = new Backoff.Failures(3, NOW);
    assertThat(store.replace(ADA, Optional.empty(), before)).isTrue();
    assertThat(store.replace(ADA, store.find(ADA), new Backoff.Failures(4, NOW.plusSeconds(9))))
        .isTrue();

    store.takeBack(ADA, Optional.of(before));

    assertThat(store.find(ADA)).contains(before);
  }

  static class H2Test extends ThrottleStoreContract {
    @Override
    TestDatabase open() {
      return TestDatabase.h2(new String[] {"core"});
    }
  }

  static class PostgresTest extends ThrottleStoreContract {
    @Override
    TestDatabase open() {
      return TestDatabase.postgres(new String[] {"core"});
    }
  }
}
