package dev.postern.outbound.claim;

import dev.postern.outbound.endpoint.RateLimit;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteStat;
import io.github.bucket4j.distributed.serialization.InternalSerializationHelper;
import io.github.bucket4j.distributed.versioning.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one endpoint at one moment: Bucket4j's arithmetic over a state that all nodes keep
 * in the database, and over the database's clock. A fresh bucket is full; a limit that was changed
 * takes the tokens over in proportion. Not thread-safe: its row is locked while it is used.
 */
final class TokenBucket {
  private final RemoteBucketState state;
  private final long now;

  private TokenBucket(RemoteBucketState state, long now) {
    this.state = state;
    this.now = now;
  }

  /**
   * @param stored null: never used
   */
  static TokenBucket of(byte @Nullable [] stored, RateLimit limit, Instant at) {
    long now = TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    BucketConfiguration configured = configuration(limit);
    if (stored == null) {
      BucketState fresh = BucketState.createInitialState(configured, MathType.INTEGER_64_BITS, now);
      return new TokenBucket(new RemoteBucketState(fresh, new RemoteStat(0), null), now);
    }
    RemoteBucketState state = InternalSerializationHelper.deserializeState(stored);
    if (!state.getConfiguration().equals(configured)) {
      state.replaceConfiguration(configured, TokensInheritanceStrategy.PROPORTIONALLY, now);
    }
    state.refillAllBandwidth(now);
    return new TokenBucket(state, now);
  }

  private static BucketConfiguration configuration(RateLimit limit) {
    return BucketConfiguration.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(limit.requests())
                .refillGreedy(limit.requests(), limit.period())
                .build())
        .build();
  }

  int available() {
    return (int) Math.clamp(state.getAvailableTokens(), 0, Integer.MAX_VALUE);
  }

  void spend(int tokens) {
    state.consume(tokens);
  }

  /** Until there is a token; zero when there is one. */
  Duration untilNext() {
    return Duration.ofNanos(state.calculateDelayNanosAfterWillBePossibleToConsume(1, now, false));
  }

  byte[] stored() {
    return InternalSerializationHelper.serializeState(state, Versions.getLatest());
  }
}
