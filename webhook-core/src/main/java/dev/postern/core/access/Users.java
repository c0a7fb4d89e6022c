package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.access.store.UserStore;
import dev.postern.core.audit.Acting;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.Mode;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.id.UserId;
import dev.postern.core.page.Page;
import dev.postern.core.page.PageRequest;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.Transactions;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The door to people: who has an account, in which tenant, with which role. A null tenant names the
 * platform's own people. Every change is in the trail. Thread-safe.
 */
@Service
public class Users {
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s\\p{Cntrl}\\p{Cs}]+@[^@\\s\\p{Cntrl}\\p{Cs}]+");

  private final UserStore store;
  private final PasswordBook passwords;
  private final AuditTrail trail;
  private final Transactions transactions;
  private final Stamp stamp;

  @Inject
  Users(
      UserStore store,
      PasswordBook passwords,
      AuditTrail trail,
      Transactions transactions,
      Stamp stamp) {
    this.store = store;
    this.passwords = passwords;
    this.trail = trail;
    this.transactions = transactions;
    this.stamp = stamp;
  }

  /** 422 on a bad address or a password under 12 characters, 409 {@code email_taken}. */
  public User create(@Nullable TenantId tenant, String email, SecretText password, Role role) {
    String address = address(email);
    String hash = passwords.hash(password);
    return insert(new Row(tenant, address, role, stamp.now()), hash, "user.created");
  }

  /** Somebody who chooses a password by a link (see {@link AccountLinks}). Refusals as above. */
  public User invite(@Nullable TenantId tenant, String email, Role role) {
    return insert(new Row(tenant, address(email), role, null), null, "user.invited");
  }

  /** Somebody for whom an OpenID provider vouches. Refusals as above. */
  User provision(@Nullable TenantId tenant, String email, Role role) {
    return insert(new Row(tenant, address(email), role, null), null, "user.provisioned");
  }

  public boolean none() {
    return store.none();
  }

  public Optional<User> find(UserId id) {
    return store.byId(id);
  }

  /** 404 when the tenant has no such person. */
  public User get(@Nullable TenantId tenant, UserId id) {
    return store.byId(tenant, id).orElseThrow(() -> ProblemException.notFound("The user"));
  }

  public Page<User> list(@Nullable TenantId tenant, PageRequest page) {
    return page.page(store.list(tenant, page), user -> user.id().uuid());
  }

  /** Whom to tell what goes wrong. */
  public List<User> administrators(@Nullable TenantId tenant) {
    return store.administrators(tenant == null ? null : tenant.in(Mode.LIVE));
  }

  public User changeRole(@Nullable TenantId tenant, UserId id, Role role) {
    return transactions.required(() -> {
      User before = get(tenant, id);
      if (before.role() != role) {
        store.setRole(id, role);
        record(tenant, change("user.role_changed", before).from(state(before)).to(role(role)));
      }
      return get(tenant, id);
    });
  }

  /**
   * Their sessions end with the account. 409 {@code last_administrator} for the last of the
   * platform's who has come: an invitation that nobody took up runs no platform.
   */
  public void delete(@Nullable TenantId tenant, UserId id) {
    transactions.run(() -> {
      if (tenant == null) {
        keepLastAdministrator(id);
      }
      User user = get(tenant, id);
      store.delete(id);
      record(tenant, change("user.deleted", user).from(state(user)));
    });
  }

  private void keepLastAdministrator(UserId id) {
    List<User> all = store.lockPlatformAdministrators();
    List<User> staying = all.stream().filter(user -> !user.id().equals(id)).toList();
    boolean oneOfThem = staying.size() < all.size();
    boolean hadSomebody = all.stream().anyMatch(User::active);
    boolean hasSomebody = staying.stream().anyMatch(User::active);
    if (oneOfThem && (staying.isEmpty() || (hadSomebody && !hasSomebody))) {
      throw ProblemException.conflict(
          "last_administrator",
          "Nobody would be left who can sign in and run the platform."
              + " People who were invited and have not come yet do not count.");
    }
  }

  /** The new password ends every session that began before it. */
  User setPassword(User user, SecretText password) {
    String hash = passwords.hash(password);
    return transactions.required(() -> {
      store.setPassword(user.id(), hash, stamp.now());
      record(user.tenant(), change("user.password_set", user));
      return find(user.id()).orElseThrow(() -> ProblemException.notFound("The user"));
    });
  }

  void signedIn(User user) {
    signedIn(user, null);
  }

  /**
   * @param how what the trail tells of it; null: nothing
   */
  void signedIn(User user, @Nullable Map<String, String> how) {
    Acting.by(user.caller().actor());
    transactions.run(() -> {
      store.loggedIn(user.id(), stamp.now());
      record(user.tenant(), change("user.signed_in", user).to(how));
    });
  }

  void record(@Nullable TenantId tenant, Change change) {
    if (tenant == null) {
      trail.recordPlatform(change);
    } else {
      trail.record(tenant, change);
    }
  }

  static Change change(String action, User user) {
    return Change.of(action, "user", user.id());
  }

  /** An address as it is kept and looked up: two ways to type one are the same account. */
  static String normal(String email) {
    return Normalizer.normalize(email, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  /** Whether it can be an address at all; whatever is not has no account. */
  static boolean plausible(String normal) {
    return normal.length() <= 254 && ADDRESS.matcher(normal).matches();
  }

  /** What an insertion needs besides an id. */
  private record Row(
      @Nullable TenantId tenant, String email, Role role, @Nullable Instant passwordSetAt) {}

  private User insert(Row row, @Nullable String hash, String action) {
    if (row.tenant() != null && row.tenant().mode() == Mode.TEST) {
      throw new ProblemException(
          Problem.of(403, "live_mode_only", "People belong to the tenant, not to its test mode."));
    }
    User user =
        new User(
            new UserId(stamp.id()),
            row.tenant(),
            row.email(),
            row.role(),
            stamp.now(),
            row.passwordSetAt(),
            null);
    transactions.run(() -> {
      if (!store.insert(user, hash)) {
        throw ProblemException.conflict("email_taken", "That address has an account.");
      }
      record(row.tenant(), change(action, user).to(state(user)));
    });
    return user;
  }

  private static Map<String, String> state(User user) {
    return Map.of("email", user.email(), "role", user.role().word());
  }

  private static Map<String, String> role(Role role) {
    return Map.of("role", role.word());
  }

  private static String address(String email) {
    String address = normal(email);
    if (!plausible(address)) {
      throw ProblemException.unprocessable(
          "invalid_email", "/email", "That is not an e-mail address.");
    }
    return address;
  }
}
