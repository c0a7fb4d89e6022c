package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hashes and checks passwords at the same cost whether there is one or not. Thread-safe. */
@Service
public class PasswordBook {
  /** So long a password waits for its turn. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  static final int AT_ONCE = 4;
  private static final int LONGEST = 256;

  /** Checks a password against a hash; slow by intention. */
  @FunctionalInterface
  interface Comparison {
    boolean same(SecretText password, String hash);
  }

  /** Each check takes 19 MiB: a crowd at the log-in form must not take the heap. */
  private final Semaphore checks = new Semaphore(AT_ONCE);

  private final SecureRandom random = new SecureRandom();
  private final String nobody = Passwords.hash(SecretText.of("nobody's password"), random);
  private final Comparison comparison;
  private final Duration wait;

  @Inject
  PasswordBook() {
    this(Passwords::matches);
  }

  PasswordBook(Comparison comparison) {
    this(comparison, LONGEST_WAIT);
  }

  PasswordBook(Comparison comparison, Duration wait) {
    this.comparison = comparison;
    this.wait = wait;
  }

  /** 422 {@code invalid_password} for fewer than 12 or more than 256 characters. */
  String hash(SecretText password) {
    int length = password.reveal().codePointCount(0, password.reveal().length());
    if (length < 12 || length > LONGEST) {
      throw ProblemException.unprocessable(
          "invalid_password", "/password", "A password is 12 to 256 characters.");
    }
    return limited(() -> Passwords.hash(password, random))
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    503, "unavailable", "Too many passwords are being checked: try again.")));
  }

  /** What came of a comparison. */
  enum Comparing {
    SAME,
    OTHER,
    /** Too many are waiting; it was not made. */
    BUSY
  }

  Comparing compare(SecretText password, @Nullable String hash) {
    // One that is too long is nobody's, and costs what any other does.
    boolean possible = password.reveal().length() <= 2 * LONGEST;
    SecretText tried = possible ? password : SecretText.of("");
    return limited(() -> comparison.same(tried, hash == null ? nobody : hash))
        .map(same -> hash != null && possible && same ? Comparing.SAME : Comparing.OTHER)
        .orElse(Comparing.BUSY);
  }

  /** Empty when there was no turn in time. */
  private <T> Optional<T> limited(Supplier<T> work) {
    try {
      if (!checks.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      checks.release();
    }
  }
}
