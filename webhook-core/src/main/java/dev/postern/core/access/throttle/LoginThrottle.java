package dev.postern.core.access.throttle;

import dev.postern.core.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The door: counts a try before a password is checked, and is told how it went. Thread-safe. */
@Service
public class LoginThrottle {
  private static final String IP = "ip:";

  private final ThrottleStore store;
  private final InstantSource time;
  private final ScheduledExecutorService timer;

  @Inject
  LoginThrottle(ThrottleStore store, InstantSource time, ScheduledExecutorService timer) {
    this.store = store;
    this.time = time;
    this.timer = timer;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    timer.scheduleWithFixedDelay(
        () -> store.forgetBefore(time.instant().minus(Backoff.ACCOUNT.forgottenAfter())),
        10,
        60,
        TimeUnit.MINUTES);
  }

  /**
   * A try at the door, counted as a failure before it is looked at: however many come at once, no
   * more than the free ones are.
   */
  public sealed interface Try {
    /**
     * Go on, and say so when it {@linkplain #succeeded succeeded} or was {@linkplain #withdrawn not
     * made}.
     */
    final class Admitted implements Try {
      private final Counted account;
      private final @Nullable Counted address;

      private Admitted(Counted account, @Nullable Counted address) {
        this.account = account;
        this.address = address;
      }
    }

    /** Not now; it is not counted, or asking on and on would keep the owner out for ever. */
    record TurnedAway(Duration remaining) implements Try {}
  }

  /** What was known of a subject before it was counted. */
  private record Counted(String subject, Optional<Backoff.Failures> before) {}

  /** Counts a try and says whether it may be made. */
  public Try admit(String email, @Nullable String address) {
    Counted network = null;
    if (address != null) {
      switch (count(Backoff.ADDRESS, ip(address))) {
        case Count.Done done -> network = done.counted();
        case Count.Closed closed -> {
          return new Try.TurnedAway(closed.remaining());
        }
      }
    }
    switch (count(Backoff.ACCOUNT, account(email))) {
      case Count.Done done -> {
        return new Try.Admitted(done.counted(), network);
      }
      case Count.Closed closed -> {
        takeBack(network);
        return new Try.TurnedAway(closed.remaining());
      }
    }
  }

  /** The account's failures are forgotten; the address's are not, or one account would wash all. */
  public void succeeded(Try.Admitted tried) {
    store.forget(tried.account.subject());
    takeBack(tried.address);
  }

  /** Nobody looked at it. */
  public void withdrawn(Try.Admitted tried) {
    takeBack(tried.account);
    takeBack(tried.address);
  }

  private sealed interface Count {
    record Done(Counted counted) implements Count {}

    record Closed(Duration remaining) implements Count {}
  }

  /** Whoever is overtaken by another try looks again: at some time it is closed for both. */
  private Count count(Backoff backoff, String subject) {
    while (true) {
      Instant now = time.instant();
      Optional<Backoff.Failures> known = store.find(subject);
      Optional<Backoff.Failures> lasting =
          known.filter(failures -> !backoff.forgottenAt(now, failures));
      Duration wait = lasting.map(failures -> backoff.waitAt(now, failures)).orElse(Duration.ZERO);
      if (wait.isPositive()) {
        return new Count.Closed(wait);
      }
      int next = lasting.map(Backoff.Failures::count).orElse(0) + 1;
      if (store.replace(subject, known, new Backoff.Failures(next, now))) {
        return new Count.Done(new Counted(subject, lasting));
      }
    }
  }

  /** As it was, or one less when others were counted meanwhile. */
  private void takeBack(@Nullable Counted counted) {
    if (counted != null) {
      store.takeBack(counted.subject(), counted.before());
    }
  }

  /**
   * A network address that was made to wait lately.
   *
   * @param failures in a row, whichever accounts they named
   * @param until when its next try is or was welcome
   */
  public record Waiting(String address, int failures, Instant last, Instant until) {}

  /** The addresses that had to wait and are not forgotten; latest first. */
  public List<Waiting> waiting() {
    Instant now = time.instant();
    return store
        .after(IP, Backoff.ADDRESS.free(), now.minus(Backoff.ADDRESS.forgottenAfter()))
        .stream()
        .map(found ->
            new Waiting(
                found.subject().substring(IP.length()),
                found.failures().count(),
                found.failures().last(),
                Backoff.ADDRESS.openAt(found.failures())))
        .toList();
  }

  private static String account(String email) {
    return Subjects.account("account:", email);
  }

  private static String ip(String address) {
    return Subjects.address(IP, address);
  }
}
