package dev.postern.ingest.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.core.Service;
import dev.postern.ingest.RateLimit;
import java.time.Instant;

/**
 * Windows of this node only. It remembers a bounded number of keys; a flood of clients pushes out
 * those seen least, which then start afresh: it degrades open, never into memory.
 */
@Service
public class LocalRequestRates implements RequestRates {
  private final Cache<String, SlidingWindow> windows =
      Caffeine.newBuilder().maximumSize(100_000).build();

  @Override
  public Admission admit(String key, RateLimit limit, Instant now) {
    return windows.get(key, unseen -> new SlidingWindow()).admit(limit, now);
  }
}
