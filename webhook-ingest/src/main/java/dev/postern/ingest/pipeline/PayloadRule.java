package dev.postern.ingest.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.ingest.MaxEventAge;
import dev.postern.ingest.source.LiveSource;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the body must be: JSON where the provider sends JSON, with the fields the source asks for.
 */
final class PayloadRule {
  // Unix times beyond this are milliseconds: in seconds it is the year 5138.
  private static final long MILLISECONDS_FROM = 100_000_000_000L;

  /** Mailgun's, for one, are text. */
  private static final Pattern UNIX_TEXT = Pattern.compile("[0-9]{1,15}");

  private PayloadRule() {}

  static Optional<Refusal> check(LiveSource source, byte[] body, Instant now) {
    MaxEventAge age = source.settings().maxEventAge();
    boolean fields =
        !source.settings().requiredFields().isEmpty() || age != null || source.schema().present();
    if (!source.scheme().expectsJson() && !fields) {
      return Optional.empty();
    }
    Optional<JsonNode> tree = InboundJson.parse(body);
    if (tree.isEmpty()) {
      return Optional.of(
          Refusal.of(RefusalCode.MALFORMED_PAYLOAD, "the body is not JSON within the limits"));
    }
    return missing(source, tree.get())
        .or(() -> mismatch(source, tree.get()))
        .or(() -> tooOld(age, tree.get(), now));
  }

  private static Optional<Refusal> missing(LiveSource source, JsonNode tree) {
    return source.settings().requiredFields().stream()
        .filter(pointer -> tree.at(pointer).isMissingNode())
        .findFirst()
        .map(
            pointer -> Refusal.of(RefusalCode.MISSING_FIELD, "the body has nothing at " + pointer));
  }

  private static Optional<Refusal> mismatch(LiveSource source, JsonNode tree) {
    return source
        .schema()
        .mismatch(tree)
        .map(finding ->
            Refusal.of(
                RefusalCode.SCHEMA_MISMATCH,
                "the body does not fit at '" + finding.pointer() + "': " + finding.detail()));
  }

  private static Optional<Refusal> tooOld(@Nullable MaxEventAge age, JsonNode tree, Instant now) {
    if (age == null) {
      return Optional.empty();
    }
    Instant at = time(tree.at(age.pointer()));
    if (at == null) {
      return Optional.of(
          Refusal.of(RefusalCode.MISSING_FIELD, "the body has no time at " + age.pointer()));
    }
    return at.isBefore(now.minusSeconds(age.maxSeconds()))
        ? Optional.of(Refusal.of(RefusalCode.EVENT_TOO_OLD, "the event says it is of " + at))
        : Optional.empty();
  }

  private static @Nullable Instant time(JsonNode node) {
    try {
      if (node.isNumber() && node.canConvertToLong()) {
        return unix(node.asLong());
      }
      if (!node.isTextual()) {
        return null;
      }
      String text = node.asText();
      return UNIX_TEXT.matcher(text).matches()
          ? unix(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  private static Instant unix(long number) {
    return Math.abs(number) >= MILLISECONDS_FROM
        ? Instant.ofEpochMilli(number)
        : Instant.ofEpochSecond(number);
  }
}
