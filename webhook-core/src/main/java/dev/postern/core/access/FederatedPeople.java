package dev.postern.core.access;

import dev.postern.core.Service;
import dev.postern.core.access.store.UserStore;
import dev.postern.core.audit.AuditTrail;
import dev.postern.core.audit.Change;
import dev.postern.core.id.Stamp;
import dev.postern.core.id.TenantId;
import dev.postern.core.id.UserId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts as a log-in by another party needs them: without a password, each step in the trail. */
@Service
public class FederatedPeople {
  private final Users users;
  private final UserStore store;
  private final AuditTrail trail;
  private final Stamp stamp;

  @Inject
  public FederatedPeople(Users users, UserStore store, AuditTrail trail, Stamp stamp) {
    this.users = users;
    this.store = store;
    this.trail = trail;
    this.stamp = stamp;
  }

  public Instant now() {
    return stamp.now();
  }

  public Optional<User> find(UserId id) {
    return users.find(id);
  }

  public Optional<User> byEmail(String email) {
    String known = Users.normal(email);
    return Users.plausible(known)
        ? store.credentials(known).map(UserStore.Credentials::user)
        : Optional.empty();
  }

  /** Refusals of {@link Users#invite}. */
  public User provision(@Nullable TenantId tenant, String email, Role role) {
    return users.provision(tenant, email, role);
  }

  /** The account with that role from now on. */
  public User withRole(User user, Role role) {
    return user.role() == role ? user : users.changeRole(user.tenant(), user.id(), role);
  }

  public void linked(User user, String issuer) {
    users.record(user.tenant(), Users.change("user.linked", user).to(Map.of("issuer", issuer)));
  }

  public void signedIn(User user, ProviderProof proof) {
    users.signedIn(user, Map.of("by", "oidc", "auth_time", proof.word()));
  }

  /** Somebody whom the provider knows and Postern does not let in. */
  public void refused(String subject, String why) {
    String shown = subject.length() > 200 ? subject.substring(0, 200) : subject;
    trail.recordPlatform(
        Change.of("user.sign_in_refused", "identity", shown).to(Map.of("reason", why)));
  }
}
