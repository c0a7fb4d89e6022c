package dev.postern.outbound.rest;

import dev.postern.core.id.AttemptId;
import dev.postern.outbound.ledger.Attempt;
import dev.postern.outbound.ledger.AttemptTimings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An attempt in an answer. */
public record AttemptAnswer(
    AttemptId id,
    int number,
    Instant startedAt,
    long durationMs,
    Timings timings,
    String outcome,
    @Nullable Integer responseStatus,
    Map<String, String> requestHeaders,
    String requestBody,
    boolean requestBodyTruncated,
    Map<String, String> responseHeaders,
    @Nullable String responseBody,
    boolean responseBodyTruncated,
    @Nullable String detail) {

  /** Milliseconds of each phase that was reached. */
  public record Timings(
      @Nullable Long dnsMs,
      @Nullable Long connectMs,
      @Nullable Long tlsMs,
      @Nullable Long firstByteMs) {
    static Timings of(AttemptTimings timings) {
      return new Timings(
          millis(timings.dns()),
          millis(timings.connect()),
          millis(timings.tls()),
          millis(timings.firstByte()));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
      return duration == null ? null : duration.toMillis();
    }
  }

  static AttemptAnswer of(Attempt attempt) {
    Attempt.Response response = attempt.response();
    return new AttemptAnswer(
        attempt.id(),
        attempt.number(),
        attempt.startedAt(),
        attempt.timings().total().toMillis(),
        Timings.of(attempt.timings()),
        attempt.outcome().word(),
        response == null ? null : response.status(),
        attempt.request().headers(),
        attempt.request().body(),
        attempt.request().bodyTruncated(),
        response == null ? Map.of() : response.headers(),
        response == null ? null : response.body(),
        response != null && response.bodyTruncated(),
        attempt.detail());
  }
}
