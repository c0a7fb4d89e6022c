package dev.postern.adminui.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.postern.core.audit.Actor;
import dev.postern.core.audit.AuditEntry;
import dev.postern.core.audit.ChainState;
import dev.postern.core.id.AuditId;
import dev.postern.core.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry in the shape of the API. {@code before} and {@code after} are JSON as it was hashed. */
public record AuditView(
    AuditId id,
    long sequence,
    Instant at,
    Actor actor,
    String action,
    Target target,
    @Nullable String ip,
    @Nullable String requestId,
    @JsonRawValue @Nullable String before,
    @JsonRawValue @Nullable String after,
    String hash,
    String previousHash) {

  private static final ObjectReader STRICT =
      Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** What was changed or seen. */
  public record Target(String type, String id) {}

  static AuditView of(AuditEntry entry) {
    return new AuditView(
        entry.id(),
        entry.seq(),
        entry.at(),
        entry.actor(),
        entry.action(),
        new Target(entry.targetType(), entry.targetId()),
        entry.origin().ip(),
        entry.origin().requestId(),
        json(entry.before()),
        json(entry.after()),
        entry.hash().hex(),
        entry.previousHash().hex());
  }

  /** What somebody altered in the table may be no JSON: then it is shown as the text it is. */
  private static @Nullable String json(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      try {
        boolean whole = !STRICT.readTree(text).isMissingNode();
        return whole ? text : "\"\"";
      } catch (JsonProcessingException altered) {
        return Json.mapper().writeValueAsString(text);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text is always JSON", e);
    }
  }

  /**
   * @param brokenAt the first place that does not fit; null when the chain is whole
   */
  public record Verification(
      boolean whole, long entries, @Nullable Long brokenAt, @Nullable String detail) {
    static Verification of(ChainState state) {
      return switch (state) {
        case ChainState.Whole whole -> new Verification(true, whole.entries(), null, null);
        case ChainState.Broken broken ->
            new Verification(false, broken.seq() - 1, broken.seq(), broken.words());
      };
    }
  }
}
