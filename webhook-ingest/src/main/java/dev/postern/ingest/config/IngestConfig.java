package dev.postern.ingest.config;

import dev.postern.core.config.Settings;
import dev.postern.core.config.ShortDuration;
import dev.postern.ingest.network.Networks;
import dev.postern.ingest.network.TrustedProxies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The inbound half's configuration.
 *
 * @param proxies {@code postern.trusted.proxies} (none) and {@code postern.trusted.proxies.header}
 *     (auto)
 * @param bodyTimeout {@code postern.ingest.body.timeout} (30s): the whole body must have come by
 *     then
 * @param rejectionsKept {@code postern.rejections.kept} (30d)
 * @param dedupeRetention {@code postern.ingest.dedupe.retention} (90d, at least 8d): how long a
 *     key, a proof and a nonce are remembered after the webhook itself was purged
 * @param countryFile {@code postern.geoip.file} (none): a database in MaxMind's format
 */
public record IngestConfig(
    TrustedProxies proxies,
    Duration bodyTimeout,
    Duration rejectionsKept,
    Duration dedupeRetention,
    Optional<Path> countryFile,
    CommitRules commit,
    HandoverRules handover) {

  private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

  /**
   * The group commit.
   *
   * @param maxWaiting {@code postern.ingest.queue.rows} (4096)
   * @param maxWaitingBytes {@code postern.ingest.queue.bytes} (67108864): bodies waiting for their
   *     commit
   * @param batch {@code postern.ingest.batch.rows} (256)
   * @param writers {@code postern.ingest.writers} (2); the embedded database always has one
   * @param timeout {@code postern.ingest.commit.timeout} (10s): then the answer is 503
   */
  public record CommitRules(
      int maxWaiting, long maxWaitingBytes, int batch, int writers, Duration timeout) {}

  /**
   * The handover.
   *
   * @param retries {@code postern.handover.retry.schedule} (1s,5s,30s,2m,10m,30m,2h,6h)
   * @param lease {@code postern.handover.lease} (60s): after it another node may take over
   * @param poll {@code postern.handover.poll} (1s): the net below the wake-up
   * @param atOnce {@code postern.handover.at.once} (16): webhooks under way on this node; one more
   *     for every source that has none under way
   * @param perSource {@code postern.handover.per.source} (8): of these, at most for one source
   * @param handlerLimit {@code postern.handler.timeout} (30s): a handler may take so long
   * @param outcomesKept {@code postern.handover.outcomes.kept} (90d): what became of webhooks at
   *     handlers, and the keys of work done once
   */
  public record HandoverRules(
      List<Duration> retries,
      Duration lease,
      Duration poll,
      int atOnce,
      int perSource,
      Duration handlerLimit,
      Duration outcomesKept) {}

  public static IngestConfig from(Settings settings) {
    return new IngestConfig(
        proxies(settings),
        duration(settings, "postern.ingest.body.timeout", "30s"),
        duration(settings, "postern.rejections.kept", "30d"),
        settings.value(
            "postern.ingest.dedupe.retention",
            "90d",
            "a duration of at least 8d, longer than any replay window",
            IngestConfig::memory),
        settings.optional("postern.geoip.file", "a readable file", IngestConfig::readable),
        new CommitRules(
            count(settings, "postern.ingest.queue.rows", 4096),
            count(settings, "postern.ingest.queue.bytes", 64 * 1024 * 1024),
            count(settings, "postern.ingest.batch.rows", 256),
            count(settings, "postern.ingest.writers", 2),
            duration(settings, "postern.ingest.commit.timeout", "10s")),
        new HandoverRules(
            settings.value(
                "postern.handover.retry.schedule",
                "1s,5s,30s,2m,10m,30m,2h,6h",
                "waits separated by commas, such as 1s,30s,2h",
                ShortDuration::list),
            duration(settings, "postern.handover.lease", "60s"),
            duration(settings, "postern.handover.poll", "1s"),
            count(settings, "postern.handover.at.once", 16),
            count(settings, "postern.handover.per.source", 8),
            duration(settings, "postern.handler.timeout", "30s"),
            duration(settings, "postern.handover.outcomes.kept", "90d")));
  }

  private static TrustedProxies proxies(Settings settings) {
    return new TrustedProxies(
        settings.value(
            "postern.trusted.proxies",
            "",
            "a comma-separated list of CIDRs or addresses",
            text -> Networks.parse(List.of(text.split("[\\s,]+")))),
        settings.value(
            "postern.trusted.proxies.header",
            "auto",
            "auto, forwarded or x-forwarded-for",
            word ->
                TrustedProxies.Header.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'))));
  }

  private static Path readable(String text) {
    Path file = Path.of(text).toAbsolutePath();
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("it cannot be read");
    }
    return file;
  }

  private static Duration duration(Settings settings, String key, String defaultValue) {
    return settings.value(
        key, defaultValue, "a duration above zero, such as 500ms, 30s or 2h", ShortDuration::parse);
  }

  private static Duration memory(String word) {
    Duration memory = ShortDuration.parse(word);
    if (memory.compareTo(LONGEST_WINDOW) <= 0) {
      throw new IllegalArgumentException("shorter than a replay window may be");
    }
    return memory;
  }

  private static int count(Settings settings, String key, int defaultValue) {
    return settings.value(
        key,
        Integer.toString(defaultValue),
        "a whole number above zero",
        word -> {
          int number = Integer.parseInt(word);
          if (number < 1) {
            throw new IllegalArgumentException("below one");
          }
          return number;
        });
  }
}
