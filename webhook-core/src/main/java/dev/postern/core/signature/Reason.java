package dev.postern.core.signature;

/** Why a request was refused. Closed: a new reason breaks every switch over it. */
public enum Reason {
  MISSING_SIGNATURE("missing_signature", "missing_signature"),
  MALFORMED_SIGNATURE("malformed_signature", "malformed_signature"),
  BAD_SIGNATURE("bad_signature", "bad_signature"),
  MISSING_TIMESTAMP("missing_timestamp", "missing_timestamp"),
  MALFORMED_TIMESTAMP("malformed_timestamp", "malformed_timestamp"),
  STALE_TIMESTAMP("stale_timestamp", "stale_timestamp"),
  FUTURE_TIMESTAMP("future_timestamp", "future_timestamp"),
  /** No version of the secret is live: none was configured, or all have expired. */
  NO_SECRET("no_secret", "no_secret"),
  /** Versions are live, but none is key material. */
  EMPTY_SECRET("empty_secret", "no_secret"),
  UNSUPPORTED_VERSION("unsupported_version", "malformed_signature"),
  DUPLICATE_HEADER("duplicate_header", "malformed_signature"),
  MISSING_ID("missing_id", "malformed_signature"),
  BAD_TOKEN("bad_token", "bad_signature"),
  BAD_CERTIFICATE("bad_certificate", "bad_signature"),
  /** It could not be fetched: the request may well be genuine. */
  CERTIFICATE_UNAVAILABLE("certificate_unavailable", "certificate_unavailable"),
  /** The signed digest is not that of the body. */
  DIGEST_MISMATCH("digest_mismatch", "bad_signature"),
  /** A valid signature leaves out what has to be signed. */
  INSUFFICIENT_COVERAGE("insufficient_coverage", "bad_signature"),
  /** Genuine, but this provider never sends nothing. */
  EMPTY_BODY("empty_body", "malformed_payload"),
  /** The body carries the signature and cannot be read. */
  MALFORMED_PAYLOAD("malformed_payload", "malformed_payload"),
  /** A subscription handshake with another verify token. */
  BAD_VERIFY_TOKEN("bad_token", "bad_verify_token"),
  ORIGIN_NOT_ALLOWED("origin_not_allowed", "bad_verify_token"),
  MALFORMED_HANDSHAKE("malformed_handshake", "malformed_payload");

  private final String code;
  private final String publicCode;

  Reason(String code, String publicCode) {
    this.code = code;
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
