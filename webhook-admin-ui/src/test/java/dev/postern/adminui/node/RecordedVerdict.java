package dev.postern.adminui.node;

import dev.postern.core.signature.Reason;
import dev.postern.core.signature.conformance.Vector;
import dev.postern.ingest.pipeline.RefusalCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a vector that came as it was recorded, a year late, got what it is to get. */
final class RecordedVerdict {
  /** They demand that a refusal has no body. */
  private static final Set<String> WORDLESS = Set.of("xero");

  private RecordedVerdict() {}

  static boolean given(Vector vector, RawHttp.Reply reply) {
    // What is late is so before it is anything that a provider demands an answer to.
    if (!reply.code().equals("stale_timestamp")
        && taken(reply) == vector.accept()
        && !DemandedAnswer.given(vector.expectedResponse(), reply)) {
      return false;
    }
    if (wordless(vector, reply)) {
      return true;
    }
    if (!taken(reply) && !agree(reply)) {
      return false;
    }
    boolean json = LiveVectors.isJson(vector.request().body());
    if (vector.accept()) {
      return taken(reply)
          || reply.code().equals("stale_timestamp")
          || (!json && reply.code().equals("malformed_payload"));
    }
    Set<String> codes =
        vector.reasons().stream()
            .map(word -> Reason.valueOf(word.toUpperCase(Locale.ROOT)).publicCode())
            .collect(Collectors.toSet());
    // Last year's: found to be late before it is found to be from the future, or empty.
    boolean late =
        reply.code().equals("stale_timestamp")
            && (codes.contains("future_timestamp") || vector.request().body().length == 0);
    boolean handshake =
        vector.request().method().equals("GET") && reply.code().equals("bad_verify_token");
    return codes.contains(reply.code()) || late || handshake;
  }

  /** A refusal without a body, from a source of a provider that demands it. */
  private static boolean wordless(Vector vector, RawHttp.Reply reply) {
    return !vector.accept()
        && WORDLESS.contains(vector.provider())
        && reply.status() == 401
        && reply.text().endsWith("\r\n\r\n");
  }

  /** Whether the status is that of the code. */
  private static boolean agree(RawHttp.Reply reply) {
    return Arrays.stream(RefusalCode.values())
        .anyMatch(code -> code.word().equals(reply.code()) && code.status() == reply.status());
  }

  static boolean taken(RawHttp.Reply reply) {
    return reply.status() >= 200 && reply.status() < 300;
  }
}
