package dev.postern.adminui.rest;

import dev.postern.core.audit.AuditExport;
import dev.postern.core.audit.AuditFilter;
import dev.postern.core.rest.QueryValues;
import jakarta.ws.rs.QueryParam;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a look into the trail. */
public class AuditQuery {
  @QueryParam("action")
  private @Nullable String action;

  @QueryParam("actor_id")
  private @Nullable String actorId;

  @QueryParam("target_id")
  private @Nullable String targetId;

  @QueryParam("since")
  private @Nullable String since;

  @QueryParam("until")
  private @Nullable String until;

  AuditFilter filter() {
    return new AuditFilter(
        QueryValues.text("action", action),
        QueryValues.text("actor_id", actorId),
        QueryValues.text("target_id", targetId),
        QueryValues.time("since", since),
        QueryValues.time("until", until));
  }

  static AuditExport format(@Nullable String word) {
    return Objects.requireNonNullElse(
        QueryValues.typed(
            "format",
            word,
            known ->
                switch (known) {
                  case "jsonl" -> Optional.of(AuditExport.JSON_LINES);
                  case "csv" -> Optional.of(AuditExport.CSV);
                  case "cef" -> Optional.of(AuditExport.CEF);
                  case "ocsf" -> Optional.of(AuditExport.OCSF);
                  default -> Optional.empty();
                },
            "jsonl, csv, cef or ocsf"),
        AuditExport.JSON_LINES);
  }
}
