package dev.postern.core.store;

import java.util.UUID;
import java.util.function.Supplier;
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

  /** Runs work that a thread does for somebody else in between: it sees no tenant's scope. */
  public static <T> T without(Supplier<T> work) {
    UUID before = current();
    leave();
    try {
      return work.get();
    } finally {
      if (before == null) {
        leave();
      } else {
        enter(before);
      }
    }
  }

  public static boolean isEntered() {
    return current() != null;
  }

  static @Nullable UUID current() {
    return TENANT.get();
  }
}
