package dev.postern.outbound.retention;

/** What is taken away row by row. */
enum Kind {
  ATTEMPTS,
  DELIVERIES,
  EVENTS,
  EVENT_KEYS,
  JOBS
}
