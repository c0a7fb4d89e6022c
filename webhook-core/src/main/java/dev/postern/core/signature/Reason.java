package dev.postern.core.signature;

import java.util.Locale;

/** Why a request was refused. Closed: a new reason breaks every switch over it. */
public enum Reason {
  MISSING_SIGNATURE("missing_signature"),
  MALFORMED_SIGNATURE("malformed_signature"),
  BAD_SIGNATURE("bad_signature"),
  MISSING_TIMESTAMP("missing_timestamp"),
  MALFORMED_TIMESTAMP("malformed_timestamp"),
  STALE_TIMESTAMP("stale_timestamp"),
  FUTURE_TIMESTAMP("future_timestamp"),
  /** No version of the secret is live: none was configured, or all have expired. */
  NO_SECRET("no_secret"),
  /** Versions are live, but none holds key material. */
  EMPTY_SECRET("no_secret"),
  UNSUPPORTED_VERSION("malformed_signature"),
  DUPLICATE_HEADER("malformed_signature"),
  MISSING_ID("malformed_signature"),
  BAD_TOKEN("bad_signature"),
  BAD_CERTIFICATE("bad_signature"),
  DIGEST_MISMATCH("bad_signature"),
  INSUFFICIENT_COVERAGE("bad_signature"),
  EMPTY_BODY("bad_signature"),
  /** The body carries the signature and cannot be read. */
  MALFORMED_PAYLOAD("malformed_payload"),
  BAD_VERIFY_TOKEN("bad_verify_token"),
  ORIGIN_NOT_ALLOWED("bad_verify_token"),
  MALFORMED_HANDSHAKE("malformed_payload");

  private final String code = name().toLowerCase(Locale.ROOT);
  private final String publicCode;

  Reason(String publicCode) {
    this.publicCode = publicCode;
  }

  /** The fine-grained word, for operators, counters and the rejection log. */
  public String code() {
    return code;
  }

  /** The nearest code of the HTTP contract: all that the sender may learn. */
  public String publicCode() {
    return publicCode;
  }
}
