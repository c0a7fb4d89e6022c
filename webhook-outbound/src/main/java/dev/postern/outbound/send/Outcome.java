package dev.postern.outbound.send;

import java.util.Locale;

/** The class of an attempt's result; the stable word of the HTTP contract is {@link #code()}. */
public enum Outcome {
  /** A 2xx answer, read to its end or to the cap. */
  DELIVERED,
  /** Any other status, or bytes that are not HTTP. */
  HTTP_ERROR,
  /** No connection, no answer, or no end of the answer in time. */
  TIMEOUT,
  /** The connection could not be made. */
  CONNECT_ERROR,
  /** The name could not be looked up. */
  DNS_ERROR,
  /** No trusted TLS session with the named host. */
  TLS_ERROR,
  /** The egress policy forbids the target; nothing was sent. */
  BLOCKED,
  /** The receiver broke the connection off. */
  RESET,
  /** The answer's head began but kept trickling until time was up. */
  TOO_SLOW;

  /** For example {@code http_error}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
