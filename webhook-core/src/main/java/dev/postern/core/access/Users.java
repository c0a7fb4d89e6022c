package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.access.store.UserStore;
import dev.postern.core.id.IdSource;
import dev.postern.core.id.TenantId;
import dev.postern.core.id.UserId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.Transactions;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** People: making them, and checking their passwords at the same cost whether they exist or not. */
@Service
public class Users {
  /** Each check takes 19 MiB: a crowd at the log-in form must not take the heap. */
  private final Semaphore checks = new Semaphore(4);

  private final SecureRandom random = new SecureRandom();
  private final String nobody = Passwords.hash(SecretText.of("nobody's password"), random);

  private final UserStore store;
  private final Transactions transactions;
  private final InstantSource time;
  private final IdSource ids;

  @Inject
  Users(UserStore store, Transactions transactions, InstantSource time, IdSource ids) {
    this.store = store;
    this.transactions = transactions;
    this.time = time;
    this.ids = ids;
  }

  /** 422 on a bad address or a password under 12 characters, 409 {@code email_taken}. */
  public User create(@Nullable TenantId tenant, String email, SecretText password, Role role) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    if (address.length() > 254 || !address.matches("[^@\\s]+@[^@\\s]+")) {
      throw ProblemException.unprocessable(
          "invalid_email", "/email", "That is not an e-mail address.");
    }
    int length = password.reveal().codePointCount(0, password.reveal().length());
    if (length < 12 || length > 256) {
      throw ProblemException.unprocessable(
          "invalid_password", "/password", "A password is 12 to 256 characters.");
    }
    User user = new User(new UserId(ids.next()), tenant, address, role, time.instant(), null);
    String hash = Passwords.hash(password, random);
    if (!transactions.required(() -> store.insert(user, hash))) {
      throw ProblemException.conflict("email_taken", "That address has an account.");
    }
    return user;
  }

  public boolean none() {
    return store.none();
  }

  public Optional<User> find(UserId id) {
    return store.byId(id);
  }

  public Page<User> list(TenantId tenant, PageRequest page) {
    return page.page(store.list(tenant, page), user -> user.id().uuid());
  }

  /** The account, when address and password belong together. */
  public Optional<User> authenticate(String email, SecretText password) {
    Optional<UserStore.Credentials> found =
        store.credentials(email.strip().toLowerCase(Locale.ROOT));
    String hash = found.map(UserStore.Credentials::passwordHash).orElse(nobody);
    checks.acquireUninterruptibly();
    boolean matches;
    try {
      matches = Passwords.matches(password, hash);
    } finally {
      checks.release();
    }
    if (!matches || found.isEmpty()) {
      return Optional.empty();
    }
    User user = found.get().user();
    transactions.run(() -> store.loggedIn(user.id(), time.instant()));
    return Optional.of(user);
  }
}
