package dev.postern.adminui.alerts;

import dev.postern.adminui.access.ConsoleUser;
import dev.postern.adminui.access.Visit;
import dev.postern.core.access.Permission;
import dev.postern.core.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Whose channels are looked at. Each answer is given only against the permission. */
sealed interface AlertOwner {
  /** To call the door with: null is the platform. 403 when the person may not. */
  @Nullable TenantId toRead();

  @Nullable TenantId toChange();

  /** 403 {@code confirmation_required} without a fresh proof. */
  @Nullable TenantId toDelete();

  boolean mayChange();

  void whenConfirmed(Runnable action);

  /** A tenant's channels. */
  record OfTenant(Visit visit) implements AlertOwner {
    @Override
    public TenantId toRead() {
      return visit.tenantTo(Permission.READ);
    }

    @Override
    public TenantId toChange() {
      return visit.tenantTo(Permission.WRITE);
    }

    @Override
    public TenantId toDelete() {
      return visit.confirmedTenantTo(Permission.WRITE);
    }

    @Override
    public boolean mayChange() {
      return visit.may(Permission.WRITE);
    }

    @Override
    public void whenConfirmed(Runnable action) {
      visit.whenConfirmed(action);
    }
  }

  /** Those of the people who run the platform. */
  record OfPlatform(ConsoleUser people) implements AlertOwner {
    @Override
    public @Nullable TenantId toRead() {
      people.requirePlatform();
      return null;
    }

    @Override
    public @Nullable TenantId toChange() {
      people.requirePlatform();
      return null;
    }

    @Override
    public @Nullable TenantId toDelete() {
      people.requireConfirmedPlatform();
      return null;
    }

    /** Nobody else sees the page. */
    @Override
    public boolean mayChange() {
      return true;
    }

    @Override
    public void whenConfirmed(Runnable action) {
      people.whenConfirmed(action);
    }
  }
}
