package dev.postern.ingest.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventMakerTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "stripe,  invoice.paid,      stripe.invoice.paid",
        "stripe., invoice.paid,      stripe.invoice.paid",
        "-,       orders/create,     orders.create",
        "-,       issue comment-add, issue_comment_add",
        "-,       ..a...b.,          a.b",
        "-,       -,                 webhook",
        "in,      -,                 in",
        "-,       'über:fällig',     _ber.f_llig"
      })
  void every_provider_type_becomes_a_type_of_the_contract(
      @Nullable String prefix, @Nullable String provider, String expected) {
    assertThat(EventMaker.type(prefix, provider)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"127", "128", "129", "500"})
  void long_types_are_cut_and_stay_valid(int length) {
    String type = EventMaker.type("p", "x".repeat(length - 3) + ".y");
    assertThat(type).hasSizeLessThanOrEqualTo(128).matches("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*");
  }

  @Test
  void json_stays_json_and_anything_else_is_wrapped() {
    assertThat(EventMaker.data("{\"a\":1.10}".getBytes(StandardCharsets.UTF_8)))
        .hasToString("{\"a\":1.10}");
    assertThat(EventMaker.data("a=1&b=2".getBytes(StandardCharsets.UTF_8)))
        .hasToString("{\"body\":\"a=1&b=2\"}");
    assertThat(EventMaker.data(new byte[] {(byte) 0xff, 0}))
        .hasToString("{\"body_base64\":\"/wA=\"}");
    assertThat(EventMaker.data(new byte[0])).hasToString("{\"body\":\"\"}");
  }
}
