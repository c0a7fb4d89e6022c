package dev.postern.outbound.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.core.Service;
import dev.postern.outbound.endpoint.EndpointAuth;
import dev.postern.outbound.send.AttemptOutcome;
import dev.postern.outbound.send.NotSentException;
import dev.postern.outbound.send.Outcome;
import dev.postern.outbound.send.Timings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Access tokens in memory, one for every grant, fetched by a thread of its own while those that
 * need it wait, each as long as it may, and never under a lock that a neighbour shares.
 */
@Service
public class AccessTokens {
  private final TokenServer server;
  private final InstantSource time;
  private final ExecutorService threads;
  private final Cache<EndpointAuth.OAuth2, CompletableFuture<Held>> held =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofHours(24)).build();

  @Inject
  public AccessTokens(TokenServer server, InstantSource time, ExecutorService threads) {
    this.server = server;
    this.time = time;
    this.threads = threads;
  }

  /** What a token server said, and until when it counts. */
  record Held(Permit permit, Instant until) {}

  Permit current(EndpointAuth.OAuth2 grant, Duration within) {
    return get(grant, known -> true, within);
  }

  /** One that is not the refused one, fetched unless another thread did so meanwhile. */
  Permit other(EndpointAuth.OAuth2 grant, Permit refused, Duration within) {
    return get(grant, known -> !known.permit().equals(refused), within);
  }

  private Permit get(EndpointAuth.OAuth2 grant, Predicate<Held> wanted, Duration within) {
    CompletableFuture<Held> mine = new CompletableFuture<>();
    ConcurrentMap<EndpointAuth.OAuth2, CompletableFuture<Held>> all = held.asMap();
    Instant now = time.instant();
    CompletableFuture<Held> chosen =
        all.merge(grant, mine, (known, fresh) -> usable(known, now, wanted) ? known : fresh);
    if (chosen == mine) {
      begin(grant, mine);
    }
    try {
      return chosen
          .thenApply(Held::permit)
          .completeOnTimeout(late(within), within.toNanos(), TimeUnit.NANOSECONDS)
          .join();
    } catch (CompletionException failed) {
      // The token server was not asked, so neither it nor the receiver has failed.
      throw failed.getCause() instanceof NotSentException unsent ? unsent : failed;
    }
  }

  /** It is still being asked for; what comes is for the next attempt. */
  private static Permit late(Duration within) {
    Duration none = Duration.ZERO;
    return new Permit.Denied(
        new AttemptOutcome(
            Outcome.TIMEOUT,
            "No access token came in time, so the receiver was not asked.",
            Optional.empty(),
            new Timings(none, none, none, none, within),
            Optional.empty()));
  }

  /** Not by the attempt that needs it first: that one may have less time than the fetch takes. */
  private void begin(EndpointAuth.OAuth2 grant, CompletableFuture<Held> into) {
    try {
      threads.execute(() -> fetch(grant, into));
    } catch (RuntimeException | Error refused) {
      fail(grant, into, refused);
    }
  }

  private void fetch(EndpointAuth.OAuth2 grant, CompletableFuture<Held> into) {
    try {
      into.complete(server.fetch(grant));
    } catch (RuntimeException | Error bug) {
      fail(grant, into, bug);
    }
  }

  /** Whoever waits is told, and the next one asks anew. */
  private void fail(EndpointAuth.OAuth2 grant, CompletableFuture<Held> into, Throwable why) {
    held.asMap().remove(grant, into);
    into.completeExceptionally(why);
  }

  private static boolean usable(
      CompletableFuture<Held> known, Instant now, Predicate<Held> wanted) {
    if (!known.isDone()) {
      return true;
    }
    return !known.isCompletedExceptionally()
        && now.isBefore(known.join().until())
        && wanted.test(known.join());
  }
}
