package dev.postern.outbound.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.core.signature.HeaderFields;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {

  @ParameterizedTest
  @CsvSource({
    "X-Tenant, acme",
    "Authorization, Bearer abc",
    "x-empty, ''",
    "X-1!#$%&'*+-.^_`|~, a b"
  })
  void accepts_ordinary_fields(String name, String value) {
    assertThat(HeaderRules.problems(List.of(Map.entry(name, value)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-LENGTH",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "HTTP2-Settings",
        "Proxy-Authorization",
        "proxy-connection",
        "Webhook-Id",
        "webhook-signature",
        "webhook-anything",
        "Content-Type",
        "Content-Encoding",
        "User-Agent",
        "X-Webhook-Signature",
        "X-Signature",
        "X-Timestamp",
        "ce-id"
      })
  void refuses_what_postern_sets_itself(String name) {
    assertThat(HeaderRules.problems(List.of(Map.entry(name, "x"))))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("set by Postern itself"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a:", "a\r\nb", "a\u0000", "\u00e4", "a(b)", "\"a\"", "a/b"})
  void refuses_names_that_are_no_token(String name) {
    assertThat(HeaderRules.problems(List.of(Map.entry(name, "x"))))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("header name"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nX-Injected: 1",
        "a\nb",
        "a\rb",
        "a\u0000",
        "a\u007f",
        "\u00e4",
        " sesame",
        "sesame\t"
      })
  void refuses_values_that_could_break_out_and_does_not_repeat_them(String value) {
    assertThat(HeaderRules.problems(List.of(Map.entry("X-A", value))))
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.detail()).contains("value of X-A").doesNotContain(value));
  }

  @Test
  void refuses_doubles_and_too_many_and_too_long() {
    assertThat(HeaderRules.problems(List.of(Map.entry("X-A", "1"), Map.entry("x-a", "2"))))
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("twice"));
    assertThat(HeaderRules.problems(List.of(Map.entry("X-A", "v".repeat(4097))))).hasSize(1);
    assertThat(HeaderRules.problems(Collections.nCopies(51, Map.entry("X-A", "1"))))
        .last()
        .satisfies(problem -> assertThat(problem.detail()).contains("At most 50"));
  }

  @Test
  void a_request_cannot_even_be_made_with_fields_that_break_its_framing() {
    for (HeaderFields fields :
        List.of(
            HeaderFields.of("Transfer-Encoding", "chunked"),
            HeaderFields.of("X-A", "1\r\nX-B: 2"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new OutboundRequest(
                  "https://hooks.example.com/",
                  fields,
                  new byte[0],
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(1)));
    }
  }
}
