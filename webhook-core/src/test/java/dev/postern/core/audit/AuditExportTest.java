package dev.postern.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.core.id.AuditId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditExportTest {
  @Test
  void a_json_line_holds_every_column() throws IOException {
    assertThat(export(AuditExport.JSON_LINES, "ada@example.com", null))
        .startsWith("{\"id\":\"aud_")
        .contains("\"at\":\"2026-11-22T10:00:00.123Z\"")
        .contains("\"ip\":\"192.0.2.7\"")
        .contains("\"before\":null")
        .contains("\"after\":\"{\\\"n\\\":1}\"")
        .endsWith("}\n");
  }

  @Test
  void a_cell_that_looks_like_a_formula_is_text_to_a_spreadsheet() throws IOException {
    String csv = export(AuditExport.CSV, "=HYPERLINK(\"http://evil\")", "@SUM(1)");

    assertThat(csv).startsWith("id,sequence,at,actor_type,");
    assertThat(csv).contains(",\"'=HYPERLINK(\"\"http://evil\"\")\",");
    assertThat(csv).contains(",\"'@SUM(1)\",");
    assertThat(csv.lines()).hasSize(2);
    assertThat(csv).endsWith("\r\n");
  }

  @Test
  void cef_escapes_what_would_start_another_field_or_line() throws IOException {
    String cef = export(AuditExport.CEF, "eve src=10.0.0.1\nCEF:0|x", null);

    assertThat(cef)
        .startsWith("CEF:0|Postern|Postern|1|endpoint.updated|endpoint.updated|3|rt=1795341600123");
    assertThat(cef).contains("suser=eve src\\=10.0.0.1\\nCEF:0|x src=192.0.2.7");
    assertThat(cef.lines()).hasSize(1);
  }

  @Test
  void ocsf_is_an_event_a_line_with_the_class_of_what_happened() throws IOException {
    JsonNode event =
        new ObjectMapper().readTree(export(AuditExport.OCSF, "ada\n@example.com", null));

    assertThat(event.path("class_uid").asInt()).isEqualTo(6003);
    assertThat(event.path("category_uid").asInt()).isEqualTo(6);
    assertThat(event.path("type_uid").asInt()).as("an update").isEqualTo(600303);
    assertThat(event.path("time").asLong()).isEqualTo(1795341600123L);
    assertThat(event.at("/actor/user/name").asText()).isEqualTo("ada\n@example.com");
    assertThat(event.at("/src_endpoint/ip").asText()).isEqualTo("192.0.2.7");
    assertThat(event.at("/resources/0/uid").asText()).isEqualTo("ep_1");
    assertThat(event.at("/unmapped/hash").asText()).hasSize(64);
    assertThat(export(AuditExport.OCSF, "a", null).lines()).hasSize(1);
  }

  private static String export(AuditExport form, String actor, @Nullable String before)
      throws IOException {
    AuditEntry entry =
        new AuditEntry(
                new AuditId(new UUID(0x7000, 1)),
                new UUID(1, 1),
                7,
                Instant.parse("2026-11-22T10:00:00.123Z"),
                new Actor("user", "usr_1", actor),
                "endpoint.updated",
                "endpoint",
                "ep_1",
                new Origin("192.0.2.7", "req-1"),
                before,
                "{\"n\":1}",
                Digest.START,
                Digest.START)
            .sealed();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    form.begin(out);
    form.write(entry, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
