package dev.postern.ingest.pipeline;

import dev.postern.core.notice.Notice;
import dev.postern.core.signature.Reason;
import java.util.Locale;

/** What a refused sender is told: a code, its status and a sentence that reveals nothing more. */
public enum RefusalCode {
  UNKNOWN_SOURCE(404, "There is no such source."),
  PAYLOAD_TOO_LARGE(413, "The body is over the limit of this source."),
  BODY_TIMEOUT(408, "The body did not come in time."),
  IP_NOT_ALLOWED(403, "This address may not post here."),
  USER_AGENT_NOT_ALLOWED(403, "This user agent may not post here."),
  RATE_LIMITED(429, "Too many requests; try again later."),
  MISSING_SIGNATURE(401, "The signature is missing."),
  MALFORMED_SIGNATURE(401, "The signature cannot be read."),
  BAD_SIGNATURE(401, "The signature is wrong."),
  MISSING_TIMESTAMP(401, "The timestamp is missing."),
  MALFORMED_TIMESTAMP(401, "The timestamp cannot be read."),
  STALE_TIMESTAMP(401, "The timestamp is too old."),
  FUTURE_TIMESTAMP(401, "The timestamp lies in the future."),
  CERTIFICATE_UNAVAILABLE(503, "This cannot be verified just now; send it again shortly."),
  REPLAYED(401, "This was used before."),
  NO_SECRET(401, "This source cannot verify anything yet."),
  BAD_VERIFY_TOKEN(403, "The verification was refused."),
  MALFORMED_PAYLOAD(422, "The body cannot be read."),
  MISSING_FIELD(422, "The body lacks a required field."),
  SCHEMA_MISMATCH(422, "The body does not fit its schema."),
  EVENT_TOO_OLD(422, "The event is too old."),
  METHOD_NOT_ALLOWED(405, "Post webhooks here.");

  private final int status;
  private final String sentence;

  RefusalCode(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /** The code that stands for a finer reason of the core. */
  static RefusalCode of(Reason reason) {
    return valueOf(reason.publicCode().toUpperCase(Locale.ROOT));
  }

  public int status() {
    return status;
  }

  /**
   * How soon somebody should look. What only somebody without the secret would send is worth more
   * than a limit that works, or a body that does not.
   */
  public Notice.Severity severity() {
    return switch (this) {
      case BAD_SIGNATURE, REPLAYED, BAD_VERIFY_TOKEN, NO_SECRET, CERTIFICATE_UNAVAILABLE ->
          Notice.Severity.CRITICAL;
      case IP_NOT_ALLOWED,
          USER_AGENT_NOT_ALLOWED,
          MISSING_SIGNATURE,
          MALFORMED_SIGNATURE,
          MISSING_TIMESTAMP,
          MALFORMED_TIMESTAMP,
          STALE_TIMESTAMP,
          FUTURE_TIMESTAMP,
          UNKNOWN_SOURCE,
          RATE_LIMITED ->
          Notice.Severity.WARNING;
      case PAYLOAD_TOO_LARGE,
          BODY_TIMEOUT,
          MALFORMED_PAYLOAD,
          MISSING_FIELD,
          SCHEMA_MISMATCH,
          EVENT_TOO_OLD,
          METHOD_NOT_ALLOWED ->
          Notice.Severity.INFO;
    };
  }

  public String sentence() {
    return sentence;
  }

  /** The word of the contract. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
