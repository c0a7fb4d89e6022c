package dev.postern.core.access.throttle;

import dev.postern.core.store.Database;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/** A throttle whose clock the test owns; its own cleaning timer never starts. */
public final class TestThrottle {
  private TestThrottle() {}

  public static LoginThrottle over(Database database, InstantSource time) {
    return new LoginThrottle(
        new ThrottleStore(database), time, Executors.newSingleThreadScheduledExecutor());
  }

  public static ResetThrottle resets(Database database, InstantSource time) {
    return new ResetThrottle(new ThrottleStore(database), time);
  }
}
