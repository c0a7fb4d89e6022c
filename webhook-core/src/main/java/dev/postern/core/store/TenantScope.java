package dev.postern.core.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tenant whose request this thread serves. Every query names its tenant by itself; while a
 * scope is entered, PostgreSQL refuses the rows of others besides (see {@link RowSecurity}). The
 * outermost filter leaves what an inner one entered.
 */
public final class TenantScope {
  private static final ThreadLocal<@Nullable UUID> TENANT = new ThreadLocal<>();

  private TenantScope() {}

  public static void enter(UUID tenant) {
    TENANT.set(tenant);
  }

  public static void leave() {
    TENANT.remove();
  }

  static @Nullable UUID current() {
    return TENANT.get();
  }
}
