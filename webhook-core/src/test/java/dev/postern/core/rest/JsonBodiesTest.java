package dev.postern.core.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.core.json.Json;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodiesTest {
  record Inner(@Nullable String word) {}

  record Body(
      @Nullable String someName,
      @Nullable Integer count,
      @Nullable List<Inner> inner,
      @Nullable List<String> words,
      @Nullable TimeUnit unit,
      @Nullable Instant at,
      @Nullable JsonNode data) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"some_name\":\"x\" | 400 | malformed_json | ",
        "{\"some_name\":\"x\"}} | 400 | malformed_json | ",
        "{\"count\":1,\"count\":2} | 400 | malformed_json | ",
        "null | 400 | malformed_json | ",
        "`  ` | 400 | malformed_json | ",
        "{\"count\":1} {} | 400 | malformed_json | ",
        "{\"some_name\":5,\"count\": | 400 | malformed_json | ",
        "{\"some_name\":\"\\ud800\"} | 400 | malformed_json | ",
        "{\"\\udc00\":1} | 400 | malformed_json | ",
        "{\"at\":1795310400} | 422 | invalid_value | /at",
        "{\"at\":\"2026-11-22\"} | 422 | invalid_value | /at",
        "{\"data\":{\"amount\":1E99999999999}} | 400 | malformed_json | ",
        "{\"unknown\":[-1.5E-99999999999]} | 400 | malformed_json | ",
        "{\"at\":\"2026-02-30T10:00:00Z\"} | 422 | invalid_value | /at",
        "{\"at\":\"9999-12-31T23:59:59-01:00\"} | 422 | invalid_value | /at",
        "{\"someName\":\"x\"} | 400 | unknown_field | /someName",
        "{\"inner\":[{\"word\":\"a\"},{\"wort\":\"b\"}]} | 400 | unknown_field | /inner/1/wort",
        "{\"some_name\":5} | 422 | invalid_value | /some_name",
        "{\"count\":\"5\"} | 422 | invalid_value | /count",
        "{\"count\":1.5} | 422 | invalid_value | /count",
        "{\"words\":[\"a\",null]} | 422 | invalid_value | /words/1",
        "{\"inner\":[null]} | 422 | invalid_value | /inner/0",
        "{\"unit\":1} | 422 | invalid_value | /unit",
        "{\"unit\":\"1\"} | 422 | invalid_value | /unit",
        "[] | 422 | invalid_value | ",
      })
  void what_is_wrong_with_a_body_is_named(
      String body, int status, String code, @Nullable String pointer) {
    assertThatThrownBy(() -> JsonBodies.read(body.getBytes(StandardCharsets.UTF_8), Body.class))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              Problem problem = e.problem();
              assertThat(problem.status()).isEqualTo(status);
              assertThat(problem.code()).isEqualTo(code);
              if (pointer != null) {
                assertThat(problem.errors()).extracting(FieldError::pointer).contains(pointer);
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
    "2026-11-22t10:00:00.123456789z, 2026-11-22T10:00:00.123456789Z",
    "2026-11-22T10:00:00.5+05:30, 2026-11-22T04:30:00.500Z",
  })
  void times_are_read_as_rfc_3339_writes_them(String text, Instant expected) {
    byte[] body = ("{\"at\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);

    assertThat(JsonBodies.read(body, Body.class).at()).isEqualTo(expected);
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused_and_not_repaired() {
    byte[] latin1 = "{\"some_name\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> JsonBodies.read(latin1, Body.class))
        .hasMessage("malformed_json: The body is not UTF-8.");
  }

  /** The examples of RFC 7396, appendix A. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"} | {\"a\":null} | {}",
        "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
        "[\"a\",\"b\"] | [\"c\",\"d\"] | [\"c\",\"d\"]",
        "{\"a\":\"foo\"} | null | null",
        "{\"e\":null} | {\"a\":1} | {\"e\":null,\"a\":1}",
        "[1,2] | {\"a\":\"b\",\"c\":null} | {\"a\":\"b\"}",
        "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}",
      })
  void merge_patches_do_what_their_rfc_shows(String target, String patch, String result)
      throws Exception {
    JsonNode merged =
        MergePatch.apply(Json.mapper().readTree(target), Json.mapper().readTree(patch));

    assertThat(merged).isEqualTo(Json.mapper().readTree(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":NaN} | The body is not JSON: Non-standard token 'NaN', line 1, column 9.",
        "{ | The body is not JSON: Unexpected end-of-input, line 1, column 2.",
        "{\"a\":1,\"a\":2} | The body is not JSON: Duplicate field 'a', line 1, column 11."
      })
  void says_what_is_wrong_in_words_of_json_and_not_of_the_parser(String body, String detail) {
    assertThatThrownBy(() -> JsonBodies.read(body.getBytes(StandardCharsets.UTF_8), Map.class))
        .hasMessage("malformed_json: " + detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nesting", "digits"})
  void says_which_limits_there_are(String which) {
    String body = which.equals("nesting") ? "[".repeat(101) + "]".repeat(101) : "9".repeat(401);
    assertThatThrownBy(() -> JsonBodies.read(body.getBytes(StandardCharsets.UTF_8), Object.class))
        .hasMessage(
            "malformed_json: The body is nested over 100 levels deep, or has a number of over 400"
                + " digits.");
  }
}
