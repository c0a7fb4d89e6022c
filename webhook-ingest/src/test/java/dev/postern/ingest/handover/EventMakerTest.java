package dev.postern.ingest.handover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.id.ReceivedId;
import dev.postern.core.signature.HeaderFields;
import dev.postern.ingest.Forward;
import dev.postern.ingest.store.HeaderColumn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
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
    assertThat(EventMaker.data("{\"a\":1E99999999999}".getBytes(StandardCharsets.UTF_8)))
        .as("a number nobody can reckon with")
        .hasToString("{\"body\":\"{\\\"a\\\":1E99999999999}\"}");
    assertThat(EventMaker.data(new byte[] {(byte) 0xff, 0}))
        .hasToString("{\"body_base64\":\"/wA=\"}");
    assertThat(EventMaker.data(new byte[0])).hasToString("{\"body\":\"\"}");
  }

  @Test
  void headers_and_signed_bytes_are_kept_where_the_source_asks_for_them() {
    assertThat(EventMaker.data(cargo(new Forward(true, null)))).hasToString("{\"a\":1}");
    assertThat(EventMaker.data(cargo(new Forward(true, null, true, false))))
        .hasToString(
            "{\"payload\":{\"a\":1},\"headers\":{\"x-one\":\"1,"
                + " 2\",\"authorization\":\"[redacted]\"}}");
    assertThat(EventMaker.data(cargo(new Forward(true, null, false, true))))
        .hasToString("{\"payload\":{\"a\":1},\"raw_body_base64\":\"eyJhIjoxfQ==\"}");
  }

  private static Cargo cargo(Forward forward) {
    HeaderFields sent = HeaderFields.of("X-One", "1", "x-one", "2", "Authorization", "Bearer t");
    return new Cargo(
        new ReceivedId(new UUID(1, 1)),
        "stripe",
        "e1",
        "a.b",
        Instant.EPOCH,
        HeaderColumn.read(HeaderColumn.write(sent)),
        "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
        forward);
  }
}
