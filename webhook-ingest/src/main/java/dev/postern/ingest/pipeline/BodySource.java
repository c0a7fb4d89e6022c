package dev.postern.ingest.pipeline;

import java.time.Duration;

/** The body, still on the wire. */
@FunctionalInterface
public interface BodySource {
  /** Reads all of it, unless it grows over {@code maxBytes} or takes longer than {@code within}. */
  Body read(int maxBytes, Duration within);

  /** What came of reading. */
  sealed interface Body {}

  /** All of it. */
  @SuppressWarnings("ArrayRecordComponent") // raw bytes are the point; they are never compared
  record Whole(byte[] bytes) implements Body {}

  record TooLarge() implements Body {}

  /** Too slow, or the client went away. */
  record Unfinished() implements Body {}
}
