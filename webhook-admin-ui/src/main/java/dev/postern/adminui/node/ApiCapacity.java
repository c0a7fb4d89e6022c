package dev.postern.adminui.node;

import dev.postern.core.Service;
import dev.postern.core.config.Settings;
import dev.postern.core.store.ConnectionShare;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * How many requests of the API a node answers at once. Each holds a thread, a socket and what it
 * read while it waits for a connection to the database: under a flood of publishers their number
 * would grow until nothing else of the node finds memory or a file handle. Thread-safe.
 */
@Service
public class ApiCapacity {
  private static final Metadata REFUSED =
      Metadata.builder()
          .withName("postern_api_overloaded")
          .withDescription("Requests of the API that found no place: answered 503.")
          .build();

  /**
   * Two thirds of the pool in {@code server.xml}, and its patience: what claims, sends, settles and
   * takes webhooks in shares the rest with the console.
   */
  private static final int CONNECTIONS = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ConnectionShare connections = new ConnectionShare(CONNECTIONS, PATIENCE);
  private final Semaphore places;
  private final FairChance chance;
  private final ComingAgain comingAgain;
  private final Counter refused;

  @Inject
  ApiCapacity(Settings settings, MetricRegistry registry) {
    this(
        settings.value(
            "postern.api.max.concurrent",
            "128",
            "a whole number from 16 to 10000",
            ApiCapacity::number),
        registry.counter(REFUSED));
  }

  ApiCapacity(int most, Counter refused) {
    this.places = new Semaphore(most);
    this.chance = new FairChance(most, System::nanoTime, new SecureRandom());
    this.comingAgain = new ComingAgain((double) most / PATIENCE.toSeconds(), System::nanoTime);
    this.refused = refused;
  }

  private static int number(String text) {
    int number = Integer.parseInt(text);
    if (number < 16 || number > 10_000) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  /**
   * False when every place is taken, or all but a few are and others were lucky; who got one must
   * {@link #leave} on the same thread.
   */
  boolean enter() {
    if (!chance.isGiven(places.availablePermits()) || !places.tryAcquire()) {
      refused.inc();
      return false;
    }
    connections.enter();
    return true;
  }

  void leave() {
    ConnectionShare.leave();
    places.release();
    comingAgain.answered();
  }

  /** For one who did not {@link #enter}: what {@code Retry-After} says. */
  int retryAfterSeconds() {
    return comingAgain.seconds();
  }
}
