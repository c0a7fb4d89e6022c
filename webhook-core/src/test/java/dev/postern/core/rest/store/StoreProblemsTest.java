package dev.postern.core.rest.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.problem.Problem;
import dev.postern.core.rest.StoreProblems;
import dev.postern.core.store.StoreException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreProblemsTest {
  @ParameterizedTest
  @CsvSource({"55P03, busy", "08006, unavailable", "57P01, unavailable"})
  void a_store_that_is_there_but_held_by_somebody_is_told_from_one_that_is_away(
      String state, String code) {
    SQLException refused = new SQLException("x", state);

    assertThat(told(new StoreException("refused", refused))).contains("503 " + code);
    assertThat(told(new RuntimeException("as JPA wraps it", refused))).contains("503 " + code);
  }

  @Test
  void a_bug_is_neither() {
    assertThat(told(new RuntimeException(new SQLException("x", "42601")))).isEmpty();
  }

  private static Optional<String> told(Throwable thrown) {
    return StoreProblems.of(thrown).map(problem -> words(problem));
  }

  private static String words(Problem problem) {
    return problem.status() + " " + problem.code();
  }
}
