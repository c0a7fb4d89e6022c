package dev.postern.outbound.claim;

/** Retries wait apart, so that however many there are they never stand before a first attempt. */
public enum Lane {
  FIRST_ATTEMPTS,
  RETRIES;

  boolean retry() {
    return this == RETRIES;
  }

  static Lane of(boolean retry) {
    return retry ? RETRIES : FIRST_ATTEMPTS;
  }
}
