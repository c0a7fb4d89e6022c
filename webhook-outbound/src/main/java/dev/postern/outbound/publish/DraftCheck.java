package dev.postern.outbound.publish;

import dev.postern.core.problem.Problem;
import dev.postern.outbound.Findings;
import dev.postern.outbound.subscription.EventTypePattern;
import java.time.Instant;
import java.util.Optional;

/** What is an event of the contract. */
final class DraftCheck {
  /** Of what applications publish. */
  static final int MAX_DATA_BYTES = 256 * 1024;

  /**
   * Of what was received. A source bounds its own bodies (15 MiB at most); in an event one may
   * stand twice, as JSON and as base64, with header fields beside it.
   */
  static final int MAX_HANDED_BYTES = 48 * 1024 * 1024;

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private DraftCheck() {}

  /** 422 for what a field holds, 413 for data over the limit; empty when it may be published. */
  static Optional<Problem> problem(EventDraft draft, int mostDataBytes) {
    // UTF-8 has at least a byte a character, so the cheap test comes first.
    if (draft.data().text().length() > mostDataBytes || dataBytes(draft) > mostDataBytes) {
      return Optional.of(
          Problem.of(
              413, "payload_too_large", "An event's data is over " + mostDataBytes + " bytes."));
    }
    Findings findings = new Findings();
    if (!EventTypePattern.isType(draft.type())) {
      findings.add(
          "invalid_event_type",
          "/type",
          "An event type is words of letters, digits and _ with dots between them, at most "
              + EventTypePattern.MAX_LENGTH
              + " characters.");
    }
    findings.text(draft.externalId(), 1, 128, "/id");
    findings.text(draft.channel(), 1, 128, "/channel");
    findings.text(draft.orderingKey(), 1, 128, "/ordering_key");
    Instant at = draft.timestamp();
    findings.check(
        at == null || (!at.isBefore(FIRST) && !at.isAfter(LAST)),
        "/timestamp",
        "A timestamp is of the years 0001 to 9999.");
    return findings.problem();
  }

  private static int dataBytes(EventDraft draft) {
    return PayloadBytes.utf8(draft.data().text()).length;
  }
}
