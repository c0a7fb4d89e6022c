package dev.postern.core.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownNullsTest {
  record Rate(@Nullable Integer requests, @Nullable Integer perSeconds) {}

  record Body(
      @Nullable String name, @Nullable Rate rateLimit, @Nullable Map<String, String> headers) {}

  private static final Body NOW = new Body("a", new Rate(1, 2), Map.of("X-A", "1", "X-B", "2"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"bogus\":null} | /bogus",
        "{\"name\":\"b\",\"bogus\":null} | /bogus",
        "{\"bo/g~us\":null} | /bo~1g~0us",
        "{\"rate_limit\":{\"bogus\":null}} | /rate_limit/bogus",
        "{\"rateLimit\":null} | /rateLimit",
        "{\"bogus\":1} | /bogus",
      })
  void a_field_that_there_is_not_is_unknown_also_when_it_is_null(String patch, String pointer) {
    assertThatThrownBy(() -> JsonBodies.merged(NOW, json(patch), Body.class))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(400);
              assertThat(e.problem().code()).isEqualTo("unknown_field");
              assertThat(e.problem().errors().getFirst().pointer()).isEqualTo(pointer);
            });
  }

  @Test
  void what_may_be_taken_away_is_taken_away() {
    assertThat(
            JsonBodies.merged(
                NOW,
                json(
                    "{\"rate_limit\":{\"per_seconds\":null},\"headers\":{\"X-A\":null,\"X-C\":null}}"),
                Body.class))
        .isEqualTo(new Body("a", new Rate(1, null), Map.of("X-B", "2")));
    assertThat(JsonBodies.merged(NOW, json("{\"rate_limit\":null}"), Body.class).rateLimit())
        .isNull();
  }

  private static JsonNode json(String text) {
    return JsonBodies.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), JsonNode.class);
  }
}
