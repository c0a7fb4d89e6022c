package dev.postern.core.access.oidc;

import dev.postern.core.Service;
import dev.postern.core.access.FederatedPeople;
import dev.postern.core.access.ProviderProof;
import dev.postern.core.access.Role;
import dev.postern.core.access.User;
import dev.postern.core.access.oidc.GroupRoles.Place;
import dev.postern.core.access.store.IdentityStore;
import dev.postern.core.id.TenantId;
import dev.postern.core.store.Transactions;
import dev.postern.core.tenant.Tenant;
import dev.postern.core.tenant.Tenants;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whom the provider vouches for: finds the account, makes or links it the first time, and
 * brings its role up to date with the groups each time. Everything is in the trail. Thread-safe.
 */
@Service
public class OidcSignIn {
  private final IdentityStore identities;
  private final FederatedPeople people;
  private final Function<String, Optional<TenantId>> tenants;
  private final Transactions transactions;

  @Inject
  public OidcSignIn(
      IdentityStore identities,
      FederatedPeople people,
      Tenants tenants,
      Transactions transactions) {
    this(identities, people, slug -> tenants.find(slug).map(Tenant::id), transactions);
  }

  /**
   * @param tenants which tenant has that slug
   */
  public OidcSignIn(
      IdentityStore identities,
      FederatedPeople people,
      Function<String, Optional<TenantId>> tenants,
      Transactions transactions) {
    this.identities = identities;
    this.people = people;
    this.tenants = tenants;
    this.transactions = transactions;
  }

  /** How it ended. */
  public sealed interface Outcome {
    record SignedIn(User user) implements Outcome {}

    record Refused(Refusal why) implements Outcome {}
  }

  /** Why somebody whom the provider knows does not come in. */
  public enum Refusal {
    /** None of their groups is in the configuration. */
    NO_ROLE,
    /** The configuration names a tenant that does not exist. */
    NO_TENANT,
    /** A first log-in without an address. */
    NO_EMAIL,
    /** The address has an account here, and the provider does not vouch for the address. */
    EMAIL_NOT_VERIFIED,
    /** The account belongs to another tenant than the groups say. */
    OTHER_TENANT
  }

  /**
   * @param proof what it is worth as a fresh proof, for the trail
   */
  public Outcome signIn(OidcClaims claims, GroupRoles roles, ProviderProof proof) {
    return transactions.required(() -> {
      Outcome outcome = decide(claims, roles.of(claims.groups()));
      switch (outcome) {
        case Outcome.SignedIn in -> people.signedIn(in.user(), proof);
        case Outcome.Refused refused -> people.refused(claims.subject(), refused.why().name());
      }
      return outcome;
    });
  }

  private Outcome decide(OidcClaims claims, Optional<Place> place) {
    if (place.isEmpty()) {
      return new Outcome.Refused(Refusal.NO_ROLE);
    }
    Optional<TenantId> tenant = place.get().tenant().flatMap(tenants);
    if (place.get().tenant().isPresent() && tenant.isEmpty()) {
      return new Outcome.Refused(Refusal.NO_TENANT);
    }
    Optional<User> known = identities.find(claims.issuer(), claims.subject()).flatMap(people::find);
    return known.isPresent()
        ? in(known.get(), tenant.orElse(null), place.get().role())
        : first(claims, tenant.orElse(null), place.get().role());
  }

  private Outcome first(OidcClaims claims, @Nullable TenantId tenant, Role role) {
    if (claims.email().isEmpty() || claims.emailVerified().equals(Optional.of(false))) {
      return new Outcome.Refused(
          claims.email().isEmpty() ? Refusal.NO_EMAIL : Refusal.EMAIL_NOT_VERIFIED);
    }
    Optional<User> there = people.byEmail(claims.email().get());
    if (there.isPresent() && !claims.emailVerified().equals(Optional.of(true))) {
      return new Outcome.Refused(Refusal.EMAIL_NOT_VERIFIED);
    }
    User user = there.orElseGet(() -> people.provision(tenant, claims.email().get(), role));
    Outcome outcome = in(user, tenant, role);
    if (outcome instanceof Outcome.SignedIn) {
      identities.link(claims.issuer(), claims.subject(), user.id(), people.now());
      people.linked(user, claims.issuer());
    }
    return outcome;
  }

  private Outcome in(User user, @Nullable TenantId tenant, Role role) {
    if (!Optional.ofNullable(user.tenant()).equals(Optional.ofNullable(tenant))) {
      return new Outcome.Refused(Refusal.OTHER_TENANT);
    }
    return new Outcome.SignedIn(people.withRole(user, role));
  }
}
