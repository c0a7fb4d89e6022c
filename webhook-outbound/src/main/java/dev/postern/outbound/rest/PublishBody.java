package dev.postern.outbound.rest;

import dev.postern.core.json.Rfc3339;
import dev.postern.outbound.Findings;
import dev.postern.outbound.publish.EventDraft;
import dev.postern.outbound.publish.JsonText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event of a publishing request. */
public record PublishBody(
    @Nullable String id,
    @Nullable String type,
    @Nullable JsonText data,
    @Nullable String timestamp,
    @Nullable String channel,
    @Nullable String orderingKey) {

  /** 422 for what is missing or no time; the rest is judged behind the door. */
  EventDraft draft() {
    Findings findings = new Findings();
    if (type == null) {
      findings.add("missing_field", "/type", "An event has a type.");
    }
    if (data == null) {
      findings.add("missing_field", "/data", "An event has data.");
    }
    Instant at = at(findings);
    findings.raise();
    return new EventDraft(
        id, Objects.requireNonNull(type), Objects.requireNonNull(data), at, channel, orderingKey);
  }

  private @Nullable Instant at(Findings findings) {
    if (timestamp == null) {
      return null;
    }
    Optional<Instant> read = Rfc3339.parse(timestamp);
    findings.check(
        read.isPresent(), "/timestamp", "A timestamp is RFC 3339, such as 2026-11-22T10:00:00Z.");
    return read.orElse(null);
  }
}
