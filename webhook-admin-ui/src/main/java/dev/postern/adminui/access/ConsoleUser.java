package dev.postern.adminui.access;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.VaadinSession;
import dev.postern.core.Service;
import dev.postern.core.access.Caller;
import dev.postern.core.access.Confirmed;
import dev.postern.core.access.Permission;
import dev.postern.core.access.ProviderProof;
import dev.postern.core.access.SignIn;
import dev.postern.core.access.User;
import dev.postern.core.access.Users;
import dev.postern.core.audit.Acting;
import dev.postern.core.config.Settings;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.secret.SecretText;
import dev.postern.core.store.TenantScope;
import dev.postern.core.store.Transactions;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The person behind the present session, read from the accounts each time. Thread-safe. */
@Service
public class ConsoleUser {
  private static final String LAST_TENANT = "postern.tenant";

  private final Users users;
  private final Tenants tenants;
  private final SignIn signIn;
  private final Transactions transactions;
  private final InstantSource time;
  private final Duration window;

  @Inject
  ConsoleUser(
      Users users,
      Tenants tenants,
      SignIn signIn,
      Transactions transactions,
      InstantSource time,
      Settings settings) {
    this.users = users;
    this.tenants = tenants;
    this.signIn = signIn;
    this.transactions = transactions;
    this.time = time;
    this.window = Confirmed.window(settings);
  }

  /**
   * Empty when nobody is signed in, the account is gone, its password was changed since, or the
   * provider that vouched for them has to be asked again.
   */
  public Optional<User> user() {
    return attendance()
        .flatMap(present ->
            ofNobody(() -> users.find(present.user()))
                .filter(user -> present.countsAt(time.instant(), user)));
  }

  private static Optional<Attendance> attendance() {
    VaadinSession session = VaadinSession.getCurrent();
    return session == null || session.getSession() == null
        ? Optional.empty()
        : Attendance.read(session.getSession()::getAttribute);
  }

  public Optional<Caller> caller() {
    return user().map(User::caller);
  }

  /** 401 when nobody is signed in any more. */
  public Caller requireCaller() {
    Caller caller =
        caller()
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(401, "signed_out", "You are signed out. Sign in again.")));
    Acting.by(caller.actor());
    return caller;
  }

  /** Whether the person proved lately who they are: by signing in, or by {@link #confirm} since. */
  public boolean confirmed() {
    return user().isPresent()
        && attendance()
            .filter(present -> new Confirmed(present.proven()).countsAt(time.instant(), window))
            .isPresent();
  }

  /**
   * Takes the password as a fresh proof, throttled like a log-in. 401 when nobody is signed in.
   *
   * @return {@code SignedIn}: from now on {@link #confirmed} again
   */
  public SignIn.Outcome confirm(SecretText password) {
    requireCaller();
    User user = user().orElseThrow();
    SignIn.Outcome outcome = ofNobody(() -> signIn.confirm(user, password, Acting.origin().ip()));
    if (outcome instanceof SignIn.Outcome.SignedIn) {
      VaadinSession.getCurrent()
          .getSession()
          .setAttribute(ConsoleSession.PROVEN, time.instant().toString());
    }
    return outcome;
  }

  /** Why the provider's word was no fresh proof, when the person came from there for one. */
  Optional<ProviderProof> unproven() {
    return attendance().map(Attendance::unproven);
  }

  /** False for those whom their organisation's log-in lets in. */
  boolean hasPassword() {
    return user().map(User::passwordSetAt).isPresent();
  }

  /** How long a proof counts. */
  Duration window() {
    return window;
  }

  /** Runs what needs a fresh proof, after asking for one when there is none. */
  public void whenConfirmed(Runnable action) {
    if (confirmed()) {
      action.run();
    } else {
      new ProofDialog(this, action).open();
    }
  }

  /** 403 for those who do not run the platform. */
  public void requirePlatform() {
    if (!requireCaller().may(Permission.PLATFORM)) {
      throw new ProblemException(
          Problem.of(403, "forbidden", "Only platform administrators do this."));
    }
    TenantScope.leave();
  }

  /** The same for what takes a fresh proof: 403 {@code confirmation_required} without one. */
  public void requireConfirmedPlatform() {
    requirePlatform();
    requireConfirmed();
  }

  void requireConfirmed() {
    if (!confirmed()) {
      throw new ProblemException(
          Problem.of(403, "confirmation_required", ProofDialog.wanted(hasPassword())));
    }
  }

  /**
   * The visit that the address {@code /t/{tenant}/…} asks for. 404 for a tenant that does not exist
   * and for one that the person does not reach: both look alike.
   */
  public Visit visit(BeforeEnterEvent event) {
    Caller caller = requireCaller();
    Tenant tenant =
        event
            .getRouteParameters()
            .get("tenant")
            .flatMap(this::tenant)
            .filter(found -> caller.reaches(found.id()))
            .orElseThrow(() -> ProblemException.notFound("The tenant"));
    VaadinSession.getCurrent().setAttribute(LAST_TENANT, tenant.slug());
    return new Visit(this, tenant);
  }

  /** The tenant to open when the address names none: their own, or the one looked at last. */
  public Optional<Tenant> homeTenant() {
    Caller caller = requireCaller();
    if (caller.tenant().isPresent()) {
      return ofNobody(() -> tenants.find(caller.tenant().get()));
    }
    return Optional.ofNullable((String) VaadinSession.getCurrent().getAttribute(LAST_TENANT))
        .flatMap(this::tenant);
  }

  /** Whether they reach it or not. */
  public Optional<Tenant> tenant(String slug) {
    return ofNobody(() -> tenants.find(slug));
  }

  /** Looks at what is no single tenant's: people, and tenants themselves. */
  public <T> T ofNobody(Supplier<T> look) {
    return transactions.unscoped(look);
  }
}
