package dev.postern.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutageTest {
  @Test
  void no_connection_in_time_is_an_outage_however_deep_it_is_wrapped() {
    assertThat(
            Outage.isBehind(
                new IllegalStateException(
                    new RuntimeException(new SQLTransientConnectionException("none in time")))))
        .isTrue();
    assertThat(Outage.isBehind(new StoreException("away", new SQLException("away")))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "08006, true",
    "53300, true",
    "57P01, true",
    "23505, false",
    "42601, false",
    ", false"
  })
  void the_state_tells_the_store_from_a_bug(String state, boolean outage) {
    assertThat(Outage.isBehind(new RuntimeException(new SQLException("x", state))))
        .isEqualTo(outage);
  }

  @Test
  void text_that_postgres_cannot_store_is_told_from_an_outage() {
    try (TestDatabase database = TestDatabase.postgres(new String[0])) {
      assertThatThrownBy(
              () -> database.database().query("select ?::text as t", r -> r.text("t"), "a\u0000"))
          .isInstanceOf(StoreException.class)
          .satisfies(thrown -> assertThat(Outage.isUnstorable(thrown)).isTrue());
    }
    assertThat(Outage.isUnstorable(new StoreException("away", new SQLException("x", "08006"))))
        .isFalse();
  }

  @Test
  void a_bug_is_none() {
    assertThat(Outage.isBehind(new NullPointerException())).isFalse();
    assertThat(
            Outage.isBehind(
                new RuntimeException(new SQLIntegrityConstraintViolationException("x", "23505"))))
        .isFalse();
  }
}
