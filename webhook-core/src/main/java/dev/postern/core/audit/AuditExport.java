package dev.postern.core.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.postern.core.json.Json;
import dev.postern.core.text.CsvCell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The trail for other tools, a line an entry. */
public enum AuditExport {
  /** One JSON object a line. */
  JSON_LINES("application/x-ndjson", "jsonl") {
    @Override
    String line(AuditEntry entry) {
      try {
        return Json.mapper().writeValueAsString(columns(entry));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a map of strings is always JSON", e);
      }
    }
  },

  /** RFC 4180, safe to open in a spreadsheet: what looks like a formula is quoted as text. */
  CSV("text/csv", "csv") {
    @Override
    void head(OutputStream out) throws IOException {
      out.write((String.join(",", COLUMNS) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    String line(AuditEntry entry) {
      Map<String, @Nullable String> columns = columns(entry);
      return COLUMNS.stream()
              .map(name -> CsvCell.of(columns.get(name)))
              .collect(Collectors.joining(","))
          + "\r";
    }
  },

  /** ArcSight's Common Event Format, version 0, as most SIEMs read it. */
  CEF("text/plain", "cef") {
    @Override
    String line(AuditEntry entry) {
      return "CEF:0|Postern|Postern|1|%s|%s|3|%s"
          .formatted(header(entry.action()), header(entry.action()), fields(entry));
    }
  },

  /** One event of the Open Cybersecurity Schema Framework a line; see {@link OcsfEvent}. */
  OCSF("application/x-ndjson", "ocsf.jsonl") {
    @Override
    String line(AuditEntry entry) {
      return OcsfEvent.of(entry).toString();
    }
  };

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "sequence",
          "at",
          "actor_type",
          "actor_id",
          "actor_name",
          "action",
          "target_type",
          "target_id",
          "ip",
          "request_id",
          "before",
          "after",
          "previous_hash",
          "hash");

  private final String mediaType;
  private final String extension;

  AuditExport(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  public String mediaType() {
    return mediaType;
  }

  public String extension() {
    return extension;
  }

  public void begin(OutputStream out) throws IOException {
    head(out);
  }

  public void write(AuditEntry entry, OutputStream out) {
    try {
      out.write((line(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the reader of the export went away", e);
    }
  }

  abstract String line(AuditEntry entry);

  void head(OutputStream out) throws IOException {}

  private static Map<String, @Nullable String> columns(AuditEntry entry) {
    Map<String, @Nullable String> columns = new LinkedHashMap<>();
    columns.put("id", entry.id().toString());
    columns.put("sequence", Long.toString(entry.seq()));
    columns.put("at", Json.timestamp(entry.at()));
    columns.put("actor_type", entry.actor().type());
    columns.put("actor_id", entry.actor().id());
    columns.put("actor_name", entry.actor().name());
    columns.put("action", entry.action());
    columns.put("target_type", entry.targetType());
    columns.put("target_id", entry.targetId());
    columns.put("ip", entry.origin().ip());
    columns.put("request_id", entry.origin().requestId());
    columns.put("before", entry.before());
    columns.put("after", entry.after());
    columns.put("previous_hash", entry.previousHash().hex());
    columns.put("hash", entry.hash().hex());
    return columns;
  }

  private static String header(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replaceAll("[\r\n]", " ");
  }

  private static String fields(AuditEntry entry) {
    StringBuilder out = new StringBuilder();
    add(out, "rt", Long.toString(entry.at().toEpochMilli()));
    add(out, "externalId", entry.id().toString());
    add(out, "suid", entry.actor().id());
    add(out, "suser", entry.actor().name());
    add(out, "src", entry.origin().ip());
    add(out, "cs1Label", "target");
    add(out, "cs1", entry.targetType() + ":" + entry.targetId());
    add(out, "cs2Label", "requestId");
    add(out, "cs2", entry.origin().requestId());
    add(out, "cs3Label", "before");
    add(out, "cs3", entry.before());
    add(out, "cs4Label", "after");
    add(out, "cs4", entry.after());
    add(out, "cs5Label", "hash");
    add(out, "cs5", entry.hash().hex());
    return out.toString().strip();
  }

  private static void add(StringBuilder out, String key, @Nullable String value) {
    if (value != null) {
      String safe =
          value.replace("\\", "\\\\").replace("=", "\\=").replace("\r", "\\r").replace("\n", "\\n");
      out.append(key).append('=').append(safe).append(' ');
    }
  }
}
