package dev.postern.outbound;

/** What becomes of the deliveries that an endpoint held when it returns. */
public enum Backlog {
  /** They are sent. */
  DELIVER,
  /** They end as {@code cancelled}, reason {@code skipped}. */
  SKIP
}
