package dev.postern.outbound.retry;

/** What an attempt's outcome says about trying again. */
public enum OutcomeClass {
  /** 2xx. */
  DELIVERED,
  /** 410: the receiver says that nobody will ever listen here again. */
  GONE,
  /** A redirect or a 4xx about the request itself: the same request will hardly fare better. */
  REFUSED,
  /**
   * 408, 425, 429, 5xx and everything without an answer. An address that the egress guard blocked
   * belongs here: the name may resolve to a public address again, the try costs no packet, and the
   * budget ends it.
   */
  TRANSIENT;

  /** Statuses whose {@code Retry-After} speaks for the receiver as a whole. */
  public static boolean asksForPatience(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  public static OutcomeClass ofStatus(int status) {
    if (status >= 200 && status < 300) {
      return DELIVERED;
    }
    return switch (status) {
      case 410 -> GONE;
      case 408, 425, 429 -> TRANSIENT;
      default -> status >= 300 && status < 500 ? REFUSED : TRANSIENT;
    };
  }
}
