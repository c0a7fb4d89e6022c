package dev.postern.core.access.throttle;

import dev.postern.core.Service;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How often a forgotten password may be asked for: nobody fills another's mailbox, nor asks for
 * many from one place. Accounts that do not exist are counted alike. Thread-safe.
 */
@Service
public class ResetThrottle {
  static final int PER_ACCOUNT = 3;
  static final int PER_ADDRESS = 20;

  /** So long after the last that was let through, all are forgotten. */
  static final Duration PAUSE = Duration.ofHours(1);

  private final ThrottleStore store;
  private final InstantSource time;

  @Inject
  ResetThrottle(ThrottleStore store, InstantSource time) {
    this.store = store;
    this.time = time;
  }

  /** Counts a request and says whether it may have an effect. */
  public boolean admits(String email, @Nullable String address) {
    Instant now = time.instant();
    Instant forgotten = now.minus(PAUSE);
    return (address == null
            || store.admit(Subjects.address("reset-ip:", address), PER_ADDRESS, now, forgotten))
        && store.admit(Subjects.account("reset:", email), PER_ACCOUNT, now, forgotten);
  }
}
