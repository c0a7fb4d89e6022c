package dev.postern.ingest.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.core.Service;
import dev.postern.ingest.RateLimit;
import dev.postern.ingest.pipeline.RequestRates;
import dev.postern.ingest.pipeline.SlidingWindow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The windows of this node, with what the others told of theirs. It remembers at most {@value
 * #MAX_KEYS} keys; a flood of clients pushes out those seen least, which then start afresh: it
 * degrades open, never into memory.
 */
@Service
public class SharedRequestRates implements RequestRates {
  static final int MAX_KEYS = 100_000;

  private final Cache<UUID, SlidingWindow> windows =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).build();

  @Override
  public Admission admit(String key, RateLimit limit, Instant now) {
    return windows.get(id(key, limit), unseen -> new SlidingWindow()).admit(limit, now);
  }

  /** What the others should know, at most that many counts; the rest next time. */
  List<RateCount> news(int atMost) {
    List<RateCount> news = new ArrayList<>();
    for (Map.Entry<UUID, SlidingWindow> window : windows.asMap().entrySet()) {
      if (news.size() >= atMost) {
        break;
      }
      window.getValue().news().forEach(slot -> news.add(new RateCount(window.getKey(), slot)));
    }
    return news;
  }

  /** What all others counted. */
  void learn(List<RateCount> counts, Instant now) {
    counts.forEach(
        count -> windows.get(count.key(), unseen -> new SlidingWindow()).others(count.slot(), now));
  }

  // The window is part of the name: under another limit the slots mean something else.
  private static UUID id(String key, RateLimit limit) {
    return UUID.nameUUIDFromBytes(
        (key + "|" + limit.perSeconds()).getBytes(StandardCharsets.UTF_8));
  }
}
