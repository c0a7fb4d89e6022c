package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hashes and checks passwords at the same cost whether there is one or not. Thread-safe. */
@Service
public class PasswordBook {
  private static final int LONGEST = 256;

  /** Checks a password against a hash; slow by intention. */
  @FunctionalInterface
  interface Comparison {
    boolean same(SecretText password, String hash);
  }

  /** Each check takes 19 MiB: a crowd at the log-in form must not take the heap. */
  private final Semaphore checks = new Semaphore(4);

  private final SecureRandom random = new SecureRandom();
  private final String nobody = Passwords.hash(SecretText.of("nobody's password"), random);
  private final Comparison comparison;

  @Inject
  PasswordBook() {
    this(Passwords::matches);
  }

  PasswordBook(Comparison comparison) {
    this.comparison = comparison;
  }

  /** 422 {@code invalid_password} for fewer than 12 or more than 256 characters. */
  String hash(SecretText password) {
    int length = password.reveal().codePointCount(0, password.reveal().length());
    if (length < 12 || length > LONGEST) {
      throw ProblemException.unprocessable(
          "invalid_password", "/password", "A password is 12 to 256 characters.");
    }
    return limited(() -> Passwords.hash(password, random));
  }

  boolean matches(SecretText password, @Nullable String hash) {
    // One that is too long is nobody's, and costs what any other does.
    boolean possible = password.reveal().length() <= 2 * LONGEST;
    SecretText tried = possible ? password : SecretText.of("");
    boolean same = limited(() -> comparison.same(tried, hash == null ? nobody : hash));
    return hash != null && possible && same;
  }

  private <T> T limited(Supplier<T> work) {
    checks.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      checks.release();
    }
  }
}
