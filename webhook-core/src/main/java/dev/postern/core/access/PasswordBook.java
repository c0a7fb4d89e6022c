package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hashes and checks passwords at the same cost whether there is one or not. Thread-safe. */
@Service
public class PasswordBook {
  /** Each check takes 19 MiB: a crowd at the log-in form must not take the heap. */
  private final Semaphore checks = new Semaphore(4);

  private final SecureRandom random = new SecureRandom();
  private final String nobody = Passwords.hash(SecretText.of("nobody's password"), random);

  /** 422 {@code invalid_password} for fewer than 12 or more than 256 characters. */
  String hash(SecretText password) {
    int length = password.reveal().codePointCount(0, password.reveal().length());
    if (length < 12 || length > 256) {
      throw ProblemException.unprocessable(
          "invalid_password", "/password", "A password is 12 to 256 characters.");
    }
    return limited(() -> Passwords.hash(password, random));
  }

  boolean matches(SecretText password, @Nullable String hash) {
    boolean same = limited(() -> Passwords.matches(password, hash == null ? nobody : hash));
    return hash != null && same;
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
