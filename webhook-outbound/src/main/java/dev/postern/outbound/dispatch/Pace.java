package dev.postern.outbound.dispatch;

import dev.postern.core.Service;
import dev.postern.core.id.IdSource;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Everything of an attempt that is not decided by its input: the wall clock, the monotonic clock in
 * nanoseconds, chance, and new ids. One seam, so that a simulation is repeatable.
 */
@Service
public class Pace {
  private final InstantSource time;
  private final LongSupplier monotonic;
  private final RandomGenerator random;
  private final IdSource ids;

  @Inject
  public Pace(InstantSource time, IdSource ids) {
    // SecureRandom, because it may be shared between threads; it is asked for failures only.
    this(time, System::nanoTime, new SecureRandom(), ids);
  }

  Pace(InstantSource time, LongSupplier monotonic, RandomGenerator random, IdSource ids) {
    this.time = time;
    this.monotonic = monotonic;
    this.random = random;
    this.ids = ids;
  }

  InstantSource time() {
    return time;
  }

  long monotonic() {
    return monotonic.getAsLong();
  }

  RandomGenerator random() {
    return random;
  }

  IdSource ids() {
    return ids;
  }
}
