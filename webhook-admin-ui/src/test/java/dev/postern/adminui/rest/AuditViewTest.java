package dev.postern.adminui.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.core.audit.Actor;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.Digest;
import dev.postern.core.audit.Origin;
import dev.postern.core.id.AuditId;
import dev.postern.core.json.Json;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditViewTest {
  /** Whoever altered a row must not take the whole listing away. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1.10}|{\"a\":1.10}",
        "x|\"x\"",
        "{} {}|\"{} {}\"",
        "{\"a\":|\"{\\\"a\\\":\"",
        "``|\"\""
      })
  void what_is_no_json_is_shown_as_text(String before, String shown) throws Exception {
    AuditEntry entry =
        new AuditEntry(
            new AuditId(new UUID(0x7000, 1)),
            new UUID(1, 1),
            1,
            Instant.parse("2026-11-22T10:00:00Z"),
            Actor.machine("test"),
            "endpoint.created",
            "endpoint",
            "ep_1",
            new Origin(null, null),
            before,
            null,
            Digest.START,
            Digest.START);

    String json = Json.mapper().writeValueAsString(AuditView.of(entry));

    assertThat(Json.mapper().readTree(json).path("sequence").asLong()).isOne();
    assertThat(json).contains("\"before\":" + shown + ",");
  }
}
