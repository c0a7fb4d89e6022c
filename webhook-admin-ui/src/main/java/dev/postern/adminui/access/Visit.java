package dev.postern.adminui.access;

import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import dev.postern.core.access.Caller;
import dev.postern.core.access.Permission;
import dev.postern.core.audit.Acting;
import dev.postern.core.id.Mode;
import dev.postern.core.id.TenantId;
import dev.postern.core.problem.Problem;
import dev.postern.core.problem.ProblemException;
import dev.postern.core.store.TenantScope;
import dev.postern.core.tenant.Tenant;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * One person looking at one tenant. The tenant's id, which every door asks for, is given out only
 * against a permission, so that no call can be made without the check.
 */
public final class Visit {
  private static final Logger LOG = System.getLogger(Visit.class.getName());
  private final ConsoleUser people;
  private final Tenant tenant;

  Visit(ConsoleUser people, Tenant tenant) {
    this.people = people;
    this.tenant = tenant;
  }

  /** The tenant's id to call a door with. 403 when the person may not (any more). */
  public TenantId tenantTo(Permission permission) {
    Caller caller = people.requireCaller();
    if (!caller.reaches(tenant.id()) || !caller.may(permission)) {
      throw new ProblemException(
          Problem.of(403, "forbidden", "Your role does not allow this. Ask an administrator."));
    }
    // From here on PostgreSQL, too, shows this request or redraw no other tenant's rows. Elsewhere
    // nobody would take the scope off the thread again.
    if (Acting.isServing() || TenantScope.isCarried()) {
      TenantScope.enter(tenant.id().uuid());
    } else {
      LOG.log(Level.WARNING, "console_outside_of_scope", new IllegalStateException("asked here"));
    }
    return tenant.id();
  }

  /**
   * The same for what shows a secret, replaces one or deletes: 403 {@code confirmation_required}
   * unless the person proved lately who they are.
   */
  public TenantId confirmedTenantTo(Permission permission) {
    TenantId id = tenantTo(permission);
    people.requireConfirmed();
    return id;
  }

  /** Runs what needs a fresh proof, after asking for one when there is none. */
  public void whenConfirmed(Runnable action) {
    people.whenConfirmed(action);
  }

  /** Whether to show what needs the permission. */
  public boolean may(Permission permission) {
    return people
        .caller()
        .filter(caller -> caller.reaches(tenant.id()))
        .filter(caller -> caller.may(permission))
        .isPresent();
  }

  public boolean isTest() {
    return tenant.mode() == Mode.TEST;
  }

  public String slug() {
    return tenant.slug();
  }

  public String name() {
    return tenant.name();
  }

  public RouteParameters parameters() {
    return new RouteParameters("tenant", tenant.slug());
  }

  /** For the page of one object: {@code /t/{tenant}/…/{id}}. */
  public RouteParameters parameters(Object id) {
    return new RouteParameters(
        new RouteParam("tenant", tenant.slug()), new RouteParam("id", id.toString()));
  }

  /** {@code t/{slug}/…}, for links. */
  public String path(String rest) {
    return "t/" + tenant.slug() + "/" + rest;
  }
}
