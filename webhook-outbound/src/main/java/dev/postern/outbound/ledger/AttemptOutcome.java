package dev.postern.outbound.ledger;

import java.util.Locale;

/** What an attempt came to. Stored by name in {@code attempt.outcome}. */
public enum AttemptOutcome {
  DELIVERED,
  /** An answer that is not 2xx, redirects included. */
  HTTP_ERROR,
  TIMEOUT,
  CONNECT_ERROR,
  DNS_ERROR,
  TLS_ERROR,
  /** Refused by the egress guard: nothing was sent. */
  BLOCKED,
  RESET,
  TOO_SLOW;

  /** The word in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
