package dev.postern.adminui.jobs;

import dev.postern.adminui.part.StatusBadge;
import dev.postern.adminui.part.Times;
import dev.postern.adminui.part.Tone;
import dev.postern.adminui.wording.ReasonWords;
import dev.postern.outbound.ledger.LedgerFilter;
import dev.postern.outbound.replay.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what a job does and how far it is. */
final class JobWords {
  private JobWords() {}

  static StatusBadge badge(Job job) {
    return new StatusBadge(
        job.status().name().toLowerCase(Locale.ROOT),
        switch (job.status()) {
          case RUNNING -> Tone.BUSY;
          case DONE -> Tone.GOOD;
          case CANCELLED -> Tone.MUTED;
          case FAILED -> Tone.BAD;
        });
  }

  static String kind(Job job) {
    return switch (job.kind()) {
      case REPLAY -> "Replay";
      case BULK_RETRY -> "Retry of many";
    };
  }

  static String progress(Job job) {
    String so = job.completed() + " of " + job.total() + " put into the queue";
    return switch (job.status()) {
      case RUNNING -> so + "." + trouble(job);
      case DONE -> so + ". Each is sent as soon as its endpoint takes it.";
      case CANCELLED -> so + " when it was cancelled; those are sent.";
      case FAILED -> so + " when it failed." + trouble(job);
    };
  }

  private static String trouble(Job job) {
    return job.failureReason() == null ? "" : " " + job.failureReason();
  }

  /** The conditions, in words. */
  static String filter(LedgerFilter filter) {
    List<String> parts = new ArrayList<>();
    parts.add(filter.status() == null ? "all that are over" : filter.status().word());
    if (filter.cause() != null) {
      parts.add("because: " + ReasonWords.cause(filter.cause()));
    }
    if (filter.endpoint() != null) {
      parts.add("to " + filter.endpoint());
    }
    if (filter.eventType() != null) {
      parts.add("of type " + filter.eventType());
    }
    if (filter.q() != null) {
      parts.add("matching “" + filter.q() + "”");
    }
    Instant since = filter.since();
    if (since != null) {
      parts.add("accepted from " + Times.minute(since));
    }
    Instant until = filter.until();
    if (until != null) {
      parts.add("before " + Times.minute(until));
    }
    return String.join(", ", parts);
  }
}
