package dev.postern.core.signature.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A question that passes for an event would be recorded, and an event for a question lost. */
class KindTest {
  private static final String EVENT =
      """
      {"id":"x","provider":"gitlab","kind":"event","secret":"k","method":"POST","url":"https://a/",\
      "headers":[["X-Gitlab-Token","k"]],"body_base64":"e30=","now":1,"expect":"accept",\
      "strength":"must"}\
      """;
  private static final String QUESTION =
      EVENT
          .replace("gitlab", "ms-graph")
          .replace("https://a/", "https://a/?validationToken=t")
          .replace("\"event\"", "\"handshake\"");

  @Test
  void event_is_no_handshake_and_handshake_is_no_event() {
    assertThat(deviations(EVENT)).isEmpty();
    assertThat(deviations(QUESTION)).isEmpty();
    assertThat(deviations(EVENT.replace("\"event\"", "\"handshake\"")))
        .containsExactly("expected a handshake, got an event");
    assertThat(deviations(QUESTION.replace("handshake", "event")))
        .containsExactly("expected an event, got a handshake");
  }

  @Test
  void either_counts_where_the_line_does_not_say() {
    assertThat(deviations(EVENT.replace("\"kind\":\"event\",", ""))).isEmpty();
    assertThat(deviations(QUESTION.replace("\"handshake\"", "\"probe\""))).isEmpty();
  }

  private static List<String> deviations(String line) {
    return Conformance.judge(VectorReader.read(line)).deviations();
  }
}
