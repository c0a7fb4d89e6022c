package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.access.store.UserStore;
import dev.postern.core.access.throttle.LoginThrottle;
import dev.postern.core.audit.Change;
import dev.postern.core.secret.SecretText;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passwords at the door: throttled by account and by address, at the same cost for people who do
 * not exist, and in the trail either way. Thread-safe.
 */
@Service
public class SignIn {
  private final UserStore store;
  private final Users users;
  private final PasswordBook passwords;
  private final LoginThrottle throttle;

  @Inject
  SignIn(UserStore store, Users users, PasswordBook passwords, LoginThrottle throttle) {
    this.store = store;
    this.users = users;
    this.passwords = passwords;
    this.throttle = throttle;
  }

  /** How a try ended. */
  public sealed interface Outcome {
    record SignedIn(User user) implements Outcome {}

    /** Which half was wrong is not said. */
    record Refused() implements Outcome {}

    /** Not even looked at. */
    record Throttled(Duration remaining) implements Outcome {}
  }

  /**
   * @param address the network address that the try came from
   */
  public Outcome tryPassword(String email, SecretText password, @Nullable String address) {
    String known = Users.normal(email);
    Optional<UserStore.Credentials> found =
        Users.plausible(known) ? store.credentials(known) : Optional.empty();
    Outcome outcome = check(known, found, password, address);
    if (outcome instanceof Outcome.SignedIn in) {
      users.signedIn(in.user());
    }
    return outcome;
  }

  /** The same for somebody who is signed in and is about to do what needs a fresh proof. */
  public Outcome confirm(User user, SecretText password, @Nullable String address) {
    return check(user.email(), store.credentials(user.id()), password, address);
  }

  /**
   * One entry either way, for the time that it takes would tell who exists. Of somebody who does
   * not, only where the try came from is kept: what was typed may be anything.
   */
  private void record(Optional<User> user, @Nullable String address) {
    if (user.isPresent()) {
      users.record(user.get().tenant(), Users.change("user.sign_in_refused", user.get()));
    } else {
      users.record(
          null,
          Change.of("user.sign_in_refused", "address", address == null ? "unknown" : address));
    }
  }

  private Outcome check(
      String email,
      Optional<UserStore.Credentials> found,
      SecretText password,
      @Nullable String address) {
    return switch (throttle.admit(email, address)) {
      case LoginThrottle.Try.TurnedAway away -> new Outcome.Throttled(away.remaining());
      case LoginThrottle.Try.Admitted tried -> compare(tried, found, password, address);
    };
  }

  private Outcome compare(
      LoginThrottle.Try.Admitted tried,
      Optional<UserStore.Credentials> found,
      SecretText password,
      @Nullable String address) {
    String hash = found.map(UserStore.Credentials::passwordHash).orElse(null);
    return switch (passwords.compare(password, hash)) {
      case SAME -> {
        throttle.succeeded(tried);
        yield new Outcome.SignedIn(found.orElseThrow().user());
      }
      case OTHER -> {
        record(found.map(UserStore.Credentials::user), address);
        yield new Outcome.Refused();
      }
      case BUSY -> {
        throttle.withdrawn(tried);
        yield new Outcome.Throttled(PasswordBook.LONGEST_WAIT);
      }
    };
  }
}
