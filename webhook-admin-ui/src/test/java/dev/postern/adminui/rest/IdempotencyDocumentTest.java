package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the document and the code say of {@code Idempotency-Key}. */
class IdempotencyDocumentTest {
  private final OpenApiDocument document = OpenApiDocument.read();

  @Test
  void every_post_that_creates_takes_a_key_and_says_what_may_come_of_it() {
    List<OpenApiDocument.Operation> creating =
        document.operations().stream()
            .filter(operation ->
                operation.path().startsWith("/api/v1")
                    && operation.method().equals("POST")
                    && answers(operation).keySet().stream()
                        .anyMatch(Set.of("201", "202")::contains))
            .toList();

    assertThat(creating).hasSizeGreaterThan(15);
    assertThat(creating)
        .allSatisfy(operation -> {
          assertThat(document.parameters(operation, "header"))
              .as("%s", operation)
              .contains("Idempotency-Key");
          assertThat(answers(operation)).as("%s", operation).containsKeys("400", "409", "422");
          answers(operation)
              .forEach((status, answer) -> {
                if (status.startsWith("2")) {
                  assertThat(answer.path("headers").has("Idempotent-Replayed"))
                      .as("%s %s", operation, status)
                      .isTrue();
                }
              });
        });
    assertThat(document.root().toString())
        .contains("idempotency_key_reused", "idempotency_in_progress");
  }

  /**
   * A replayed reveal would show a secret without a word in the trail, and one that has expired.
   */
  @Test
  void no_answer_of_a_reveal_is_kept() {
    assertThat(RoutesInCode.answeredAnew())
        .containsExactlyInAnyOrderElementsOf(
            document.operations().stream()
                .map(OpenApiDocument.Operation::toString)
                .filter(operation -> operation.endsWith("/reveal"))
                .toList())
        .hasSize(2);
  }

  private Map<String, JsonNode> answers(OpenApiDocument.Operation operation) {
    return operation.node().path("responses").properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> document.resolve(each.getValue())));
  }
}
