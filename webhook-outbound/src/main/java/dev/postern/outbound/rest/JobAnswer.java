package dev.postern.outbound.rest;

import dev.postern.core.id.JobId;
import dev.postern.outbound.replay.Job;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A job in an answer. */
public record JobAnswer(
    JobId id,
    String kind,
    String status,
    long total,
    long completed,
    @Nullable String failureReason,
    Instant createdAt,
    @Nullable Instant completedAt) {
  static JobAnswer of(Job job) {
    return new JobAnswer(
        job.id(),
        job.kind().name().toLowerCase(Locale.ROOT),
        job.status().name().toLowerCase(Locale.ROOT),
        job.total(),
        job.completed(),
        job.failureReason(),
        job.createdAt(),
        job.completedAt());
  }
}
