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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The door: ask before a password is checked, tell how it went. Thread-safe. */
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

  /** How long this account or address still has to wait; zero when it may try. */
  public Duration waitFor(String email, @Nullable String address) {
    Instant now = time.instant();
    Duration account = wait(Backoff.ACCOUNT, account(email), now);
    Duration network = address == null ? Duration.ZERO : wait(Backoff.ADDRESS, ip(address), now);
    return account.compareTo(network) > 0 ? account : network;
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

  public void failed(String email, @Nullable String address) {
    Instant now = time.instant();
    store.failed(account(email), now, now.minus(Backoff.ACCOUNT.forgottenAfter()));
    if (address != null) {
      store.failed(ip(address), now, now.minus(Backoff.ADDRESS.forgottenAfter()));
    }
  }

  /** The account's failures are forgotten; the address's are not, or one account would wash all. */
  public void succeeded(String email) {
    store.forget(account(email));
  }

  private Duration wait(Backoff backoff, String subject, Instant now) {
    return store
        .find(subject)
        .filter(failures -> !backoff.forgottenAt(now, failures))
        .map(failures -> backoff.waitAt(now, failures))
        .orElse(Duration.ZERO);
  }

  private static String account(String email) {
    return Subjects.account("account:", email);
  }

  private static String ip(String address) {
    return Subjects.address(IP, address);
  }
}
