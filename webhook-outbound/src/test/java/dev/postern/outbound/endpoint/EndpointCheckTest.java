package dev.postern.outbound.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.core.egress.EgressPolicy;
import dev.postern.core.problem.FieldError;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointCheckTest {
  private static final String URL = "https://receiver.example/in";
  private final EndpointCheck check = new EndpointCheck(EgressPolicy.strict());

  @ParameterizedTest
  @CsvSource({
    "http://receiver.example/, REJECT_SCHEME",
    "https://127.0.0.1/, REJECT_IP",
    "https://user@receiver.example/, REJECT_USERINFO",
    "https://localhost/, REJECT_HOST",
    "https://receiver.example:22/, REJECT_PORT",
    "https://receiver.example/a b, REJECT_SYNTAX"
  })
  void a_url_that_deliveries_may_not_reach_is_refused_with_the_guards_code(
      String url, String refusal) {
    Problem problem = problem(EndpointSettings.at(url));
    assertThat(problem.code()).isEqualTo("invalid_url");
    assertThat(problem.detail()).isNotBlank().doesNotContain("REJECT");
    assertThat(problem.errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.pointer()).isEqualTo("/url");
          assertThat(error.detail()).isEqualTo(problem.detail() + " (" + refusal + ")");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "webhook-id", "Content-Length", "X Y", "te"})
  void a_header_of_ours_is_refused(String name) {
    Problem problem = problem(with(Map.of(name, "x")));
    assertThat(problem.code()).isEqualTo("invalid_header");
    assertThat(problem.errors()).extracting(FieldError::pointer).contains("/headers/" + name);
  }

  @Test
  void a_header_value_that_ends_the_line_is_refused_and_not_repeated() {
    Problem problem = problem(with(Map.of("X-A", "secret\r\nHost: evil")));
    assertThat(problem.code()).isEqualTo("invalid_header");
    assertThat(problem.toString()).doesNotContain("evil");
  }

  @Test
  void every_limit_is_named_by_its_field() {
    EndpointSettings settings =
        new EndpointSettings(
            URL,
            "x".repeat(1001),
            List.of(),
            Map.of(),
            new DeliveryRules(
                Duration.ofSeconds(121),
                null,
                0,
                new RateLimit(0, Duration.ZERO),
                1001,
                Ordering.NONE),
            new SuspensionRule(0, Duration.ofSeconds(-1)));

    Problem problem = problem(settings);
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("invalid_value");
    assertThat(problem.errors())
        .extracting(FieldError::pointer)
        .containsExactlyInAnyOrder(
            "/description",
            "/signature_formats",
            "/timeout_seconds",
            "/max_attempts",
            "/max_in_flight",
            "/rate_limit/requests",
            "/rate_limit/per_seconds",
            "/suspend_after_failures",
            "/suspend_min_seconds");
  }

  private Problem problem(EndpointSettings settings) {
    return catchThrowableOfType(ProblemException.class, () -> check.settings(settings)).problem();
  }

  private static EndpointSettings with(Map<String, String> headers) {
    return new EndpointSettings(
        URL,
        "",
        List.of(SignatureFormat.STANDARD),
        headers,
        DeliveryRules.defaults(),
        SuspensionRule.defaults());
  }
}
